"""`parallelcheck completion`."""

import click
from click.shell_completion import get_completion_class

EPILOG = """\b
To complete in every new shell:
  bash  parallelcheck completion bash >> ~/.bashrc
  zsh   parallelcheck completion zsh >> ~/.zshrc
  fish  parallelcheck completion fish > ~/.config/fish/completions/parallelcheck.fish"""


@click.command("completion", epilog=EPILOG, short_help="Let the shell complete options and names of checks.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what lets SHELL complete commands, options and names of checks."""
    completion = get_completion_class(shell)
    assert completion is not None, "click knows the three"  # noqa: S101
    click.echo(completion(ctx.find_root().command, {}, "parallelcheck", "_PARALLELCHECK_COMPLETE").source())
