"""Pages for the browser: one a call and one for the night. Each is a single file that asks no network for anything."""
