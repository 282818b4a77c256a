"""The sixteen patients, one function a story: ``tell(calendar, chance) -> Chart``."""

from __future__ import annotations

import random
from collections.abc import Callable

from workstation.services.demo.calendar import Calendar
from workstation.services.demo.chart import Chart
from workstation.services.demo.stories import (
    acute,
    children,
    chronic,
    diabetes,
    genetics,
    hero,
    hypertension,
    pregnancy,
    quiet,
    rhythm,
)

Story = Callable[[Calendar, random.Random], Chart]

STORIES: dict[str, Story] = {
    "wang-xiaoming": hero.wang_xiaoming,
    "zhang-guifang": hypertension.zhang_guifang,
    "okafor-daniel": diabetes.okafor_daniel,
    "liu-zihan": children.liu_zihan,
    "santos-beatriz": pregnancy.santos_beatriz,
    "wang-jing": genetics.wang_jing,
    "hughes-emily": genetics.hughes_emily,
    "sun-jianguo": acute.sun_jianguo,
    "kowalski-anna": rhythm.kowalski_anna,
    "patel-priya": chronic.patel_priya,
    "li-na": chronic.li_na,
    "andersson-ingrid": chronic.andersson_ingrid,
    "becker-thomas": chronic.becker_thomas,
    "dubois-claire": quiet.dubois_claire,
    "zhao-guoqiang": quiet.zhao_guoqiang,
    "yang-fan": quiet.yang_fan,
}
