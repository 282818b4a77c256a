"""The host survives every plugin: crash, hang, greed, garbage, curiosity; each is one typed error, and nobody stays."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workstation.domain.card import Card, Indicator
from workstation.errors import PluginAnswerInvalid, PluginError, PluginFailed, PluginTimeout, PluginTooGreedy
from workstation.plugin_api.manifest import Hook
from workstation.plugin_host.discovery import Plugin
from workstation.plugin_host.host import answer, question
from workstation.plugin_host.sandbox import held

Maker = Callable[..., Plugin]
linux = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")
GOOD = """
def advise(request):
    return [{"summary": "Hello", "detail": repr(sorted(request)), "indicator": "info", "rule": "r",
             "evidence": ["paper"]}]
"""
CARD = '{"summary": text, "detail": "d", "indicator": "info", "rule": "r", "evidence": ["paper"]}'


def ask(plugin: Plugin) -> list[Card]:
    return answer(plugin, question(plugin, Hook.PATIENT_VIEW, [], date(2026, 11, 23), {}))


def tried(make_plugin: Maker, code: str) -> str:
    """What a plugin that tries something reports: the result or the name of the error it met."""
    body = "\n        ".join(code.strip().splitlines())
    plugin = make_plugin(
        f"def advise(request):\n    try:\n        {body}\n    except BaseException as error:\n"
        f"        text = type(error).__name__\n    return [{CARD}]\n"
    )
    return ask(plugin)[0].summary


def children() -> set[str]:
    """Processes whose parent we are, zombies too."""
    found: set[str] = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if stat.rpartition(")")[2].split()[1] == str(os.getpid()):
                found.add(entry.name)
    return found


@pytest.fixture(autouse=True)
def nobody_stays() -> object:
    before, threads = children() if sys.platform == "linux" else set(), threading.active_count()
    yield
    if sys.platform == "linux":
        assert children() <= before
    until = time.monotonic() + 2
    while threading.active_count() > threads and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.active_count() <= threads


def test_a_good_plugin_gives_a_card(make_plugin: Maker) -> None:
    [card] = ask(make_plugin(GOOD))
    assert (card.summary, card.indicator, card.plugin) == ("Hello", Indicator.INFO, "sample")
    assert card.evidence[0].grade == "Class I, level B"
    assert card.detail == "['hook', 'inputs', 'settings', 'today']"


@pytest.mark.parametrize(("code", "error"), [
    ("import os\nos._exit(3)", PluginFailed),
    ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", PluginFailed),
    ("def advise(request):\n    raise ValueError('no')", PluginFailed),
    ("def advise(request):\n    import sys\n    sys.exit(0)", PluginFailed),
    ("x = (", PluginFailed),
    ("def other(): pass", PluginFailed),
    ("def advise(request):\n    return [bytes(10 ** 10)]", PluginTooGreedy),
    ("def advise(request):\n    kept = []\n    while True: kept.append('x' * 10 ** 6)", PluginTooGreedy),
    ("def advise(request):\n    import time\n    time.sleep(60)", PluginTimeout),
    ("while True: pass", PluginTimeout),
    ("import time\ntime.sleep(60)", PluginTimeout),
    ("def advise(request):\n    return 'yes'", PluginAnswerInvalid),
    ("def advise(request):\n    return [{'summary': 'x'}]", PluginAnswerInvalid),
    ("def advise(request):\n    return [{'detail': 'x' * 10 ** 6}]", PluginAnswerInvalid),
    ("def advise(request):\n    return [{}] * 1000", PluginAnswerInvalid),
    ("def advise(request):\n    return {1, 2}", PluginFailed),
    ("def advise(request):\n    return float('nan')", PluginFailed),
])
def test_each_fault_is_its_own_error(make_plugin: Maker, code: str, error: type[PluginError]) -> None:
    started = time.monotonic()
    with pytest.raises(error) as caught:
        ask(make_plugin(code))
    assert "Traceback" not in caught.value.sentence()
    assert time.monotonic() - started < 8


def test_the_deadline_holds_even_if_the_question_is_never_read_to_its_end(make_plugin: Maker) -> None:
    plugin = make_plugin("import time\ntime.sleep(60)", seconds=0.5)
    started = time.monotonic()
    with pytest.raises(PluginTimeout):
        ask(plugin)
    assert time.monotonic() - started < 6


@pytest.mark.parametrize("garbage", [
    b"", b"\\n", b"hello\\n", b"[]\\n", b"{}\\n", b'{"jsonrpc":"2.0","id":2,"result":[]}\\n', b"[" * 5000 + b"\\n",
    b"\\xff\\xfe\\n",
])
def test_what_it_writes_past_the_host_is_no_answer(make_plugin: Maker, garbage: bytes) -> None:
    written = garbage.decode().encode("latin-1").decode("unicode_escape").encode("latin-1")
    code = f"import os\nfor fd in range(3, 20):\n    try: os.write(fd, {written!r})\n    except OSError: pass\n"
    code += "os._exit(0)"
    with pytest.raises((PluginAnswerInvalid, PluginFailed)):
        ask(make_plugin(code))


def test_printing_never_reaches_the_answer(make_plugin: Maker) -> None:
    assert ask(make_plugin("print('noise')\n" + GOOD))[0].summary == "Hello"


@pytest.mark.parametrize(("key", "value"), [
    ("indicator", "'red'"), ("summary", "''"), ("summary", "'x' * 141"), ("evidence", "[]"), ("evidence", "['other']"),
    ("uses", "['secret']"), ("colour", "'red'"), ("could_not_check", "'no'"), ("suggestions", "'x'"), ("detail", "7"),
])
def test_advice_outside_the_contract_is_refused(make_plugin: Maker, key: str, value: str) -> None:
    code = f"def advise(request):\n    text = 'ok'\n    return [{CARD} | {{{key!r}: {value}}}]"
    with pytest.raises(PluginAnswerInvalid):
        ask(make_plugin(code))


@linux
@pytest.mark.parametrize("code", [
    "text = open('/etc/passwd').read()[:4]",
    "import os; text = str(os.listdir('/home'))",
    "import os; text = os.readlink('/proc/self/cwd') and str(os.listdir('/proc'))",
    "open('mine.txt', 'w'); text = 'written'",
    "import tempfile; tempfile.NamedTemporaryFile(); text = 'written'",
    "import os; os.mkdir('/tmp/consilia-escape'); text = 'made'",
    "import ctypes; fd = ctypes.CDLL(None).open(b'/etc/passwd', 0); text = 'opened' if fd >= 0 else 1 / 0",
    "import workstation.store.schema; text = 'imported'",
    "import socket; socket.create_connection(('127.0.0.1', 9)); text = 'connected'",
    "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM); text = 'made'",
    "import socket; socket.socket(socket.AF_UNIX); text = 'made'",
    "import os; text = 'forked' if os.fork() >= 0 else ''",
    "import subprocess; subprocess.run(['/bin/true']); text = 'ran'",
    "import os; os.execv('/bin/true', ['true'])",
    "import os; text = 'signalled' if os.kill(os.getppid(), 0) is None else ''",
    "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1)); text = 'lifted'",
    "import ctypes; text = 'traced' if ctypes.CDLL(None).ptrace(16, 1, 0, 0) == 0 else 1 / 0",
])
def test_it_reaches_nothing_outside(make_plugin: Maker, code: str) -> None:
    assert held()["no files (Landlock)"], "this kernel has no Landlock"
    assert tried(make_plugin, code) in {
        "PermissionError", "FileNotFoundError", "OSError", "ModuleNotFoundError", "ImportError", "ZeroDivisionError",
        "ValueError", "BlockingIOError",
    }
    assert not Path("/tmp/consilia-escape").exists()


@linux
def test_threads_engines_and_its_own_files_still_work(make_plugin: Maker) -> None:
    code = """
import threading, decimal, json
from engines.risk import ckd_epi_2021
seen = []
thread = threading.Thread(target=seen.append, args=(open(__file__).read()[:6],))
thread.start(); thread.join()
text = seen[0] + ckd_epi_2021.SPEC.name
"""
    assert tried(make_plugin, code).startswith("def ad")


def test_it_sees_no_environment_and_no_arguments_of_ours(make_plugin: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "secret-passphrase")
    assert "secret" not in tried(make_plugin, "import os, sys; text = str(dict(os.environ))[:100] + str(len(sys.argv))")


def test_where_files_can_not_be_kept_shut_only_bundled_code_runs(
    make_plugin: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = make_plugin(GOOD)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert held()["own process, deadline, output cap"] and not held()["no files (Landlock)"]
    with pytest.raises(PluginFailed, match="only bundled code runs"):
        ask(plugin)


def test_a_changed_file_is_not_loaded(make_plugin: Maker) -> None:
    from workstation.plugin_host.discovery import load

    plugin = make_plugin(GOOD)
    (plugin.folder / "sample.py").write_text("print('other')")
    again, faults = load(plugin.folder)
    assert again is None
    assert "is not the file the manifest was written for" in str(faults[0])
