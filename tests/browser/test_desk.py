"""The facilitator's desk in its notebook."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tools.servers import Server, start_notebook


def test_a_kernel_that_died_is_a_sentence(page: Page, lab: Server) -> None:
    start_notebook(page, lab.address("lab/tree/facilitator-desk.ipynb"))
    desk = page.locator("section[data-desk]")
    desk.wait_for()
    desk.evaluate("element => element.scrollIntoView()")
    desk.locator('[data-action="tab-answers"]').click()
    expect(desk.locator("[data-room]")).to_have_attribute("data-room", "0")
    [kernel] = json.loads(lab.call("api/kernels"))
    page.clock.install()
    lab.call(f"api/kernels/{kernel['id']}", "DELETE")
    desk.locator('[data-action="read"]').click()
    page.clock.fast_forward("02:00")
    expect(desk.locator(".lm-notice")).to_contain_text("does not answer")
