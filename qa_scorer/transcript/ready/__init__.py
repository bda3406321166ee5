"""Words that another recogniser, or a person, has written down already: read from a folder, put to the voices heard.

One module a format (own_json, subtitles, funasr, call_analytics); `read` tells them apart.
"""
