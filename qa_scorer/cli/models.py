"""`qa-scorer models`: which models are on this machine, fetching one, checking them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.transcript.inventory import ModelState


def models_app(lang: Language) -> typer.Typer:
    """The commands `list`, `get` and `verify`, with help in `lang`, which is also what they answer in by default."""
    app = typer.Typer(help=_HELP.read(lang), no_args_is_help=True, rich_markup_mode=None)
    lang_given = lang_option(lang)
    name_argument = typer.Argument(help=_NAME.read(lang))
    to_option = typer.Option("--to", help=_TO.read(lang))

    @app.command("list", help=_LIST.read(lang))
    def show(lang: Language = lang_given) -> None:
        from qa_scorer.transcript.inventory import list_models

        for model in list_models():
            typer.echo(_line(model).read(lang))

    @app.command(help=_GET.read(lang))
    def get(
        name: Annotated[str, name_argument],
        to: Annotated[Path | None, to_option] = None,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.transcript.inventory import get_model

        folder = get_model(name, to)
        typer.echo(Text(zh=f"{name} 已就绪：{folder}", en=f"{name} is ready: {folder}").read(lang))

    @app.command(help=_VERIFY.read(lang))
    def verify(lang: Language = lang_given) -> None:
        from qa_scorer.transcript.inventory import verify_models

        for model in verify_models():
            typer.echo(Text(zh=f"完好  {model.where}", en=f"whole  {model.where}").read(lang))

    return app


def _line(model: "ModelState") -> Text:
    size = f"{model.size_bytes / 1e6:8,.0f} MB" if model.size_bytes else " " * 11
    words = _STATES[model.state.value]
    return Text(
        zh=f"{model.name:<15} {model.engine:<15} {size}  {words.zh}  {model.where}",
        en=f"{model.name:<15} {model.engine:<15} {size}  {words.en:<30}  {model.where}",
    )


_STATES = {
    "ready": Text(zh="已就绪", en="ready"),
    "in_package": Text(zh="已随数据包安装，首次使用时合并", en="installed, joined on first use"),
    "absent": Text(zh="不在本机", en="not on this machine"),
}
_HELP = Text(zh="本机的 Whisper 模型：查看、获取、校验", en="Whisper models on this machine: list, get, verify")
_LIST = Text(zh="列出已知的模型：状态、大小、位置", en="list the known models: state, size, place")
_GET = Text(
    zh="准备好一个模型；base 不需要联网，其他模型从模型站下载",
    en="make a model ready; base needs no network, others are downloaded from the hub",
)
_VERIFY = Text(
    zh="校验本机所有模型文件；有错误时退出码为 1", en="check every model file here; exit code 1 if one is wrong"
)
_NAME = Text(zh="模型名称，例如 small、large-v3-turbo", en="name of the model, such as small or large-v3-turbo")
_TO = Text(
    zh="放到这个文件夹里（默认放到缓存），便于拷到不能上网的机器",
    en="put it into this folder (default: the cache), to carry it to a machine without a network",
)
