"""A page from its template: everything escaped, its style and script inlined, and nothing else allowed to run.

Templates, styles and scripts are files of their own in `files/`, shipped with the package. The content-security policy
names the hash of the inlined style and script, so that what was said on a call can never run as one; no request to any
network is allowed, only sound that lies beside the page.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from jinja2 import Environment

_FILES = files("qa_scorer.scorecards.pages") / "files"


def render(template: str, lang: Language, *, style: str, script: str, **content: object) -> str:
    """The page of `template`, in `lang`; `style` and `script` are names in `files/`."""
    css, js = _read("page.css") + _read(style), _read(script)
    page = _environment(lang).get_template(template)
    return page.render(lang="zh-CN" if lang == "zh" else "en", css=css, js=js, policy=_policy(css, js), **content)


def _policy(css: str, js: str) -> str:
    return (
        f"default-src 'none'; style-src 'sha256-{_hash(css)}'; script-src 'sha256-{_hash(js)}'; "
        "img-src data:; media-src 'self' file:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


@cache
def _read(name: str) -> str:
    return (_FILES / name).read_text("utf-8")


@cache
def _environment(lang: Language) -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["said"] = lambda text: text.read(lang) if isinstance(text, Text) else text
    environment.globals["t"] = lambda zh, en: zh if lang == "zh" else en
    return environment
