"""Somebody of an office at a browser: what a person does on the pages of a cooperation, by names and addresses.

Words on the pages are never looked for, so these hands work in either language.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page

from tests.cooperation import PDF
from tests.journeys.conftest import DESK, PHONE, Visitor

FILE = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": PDF}
NOTHING_WRONG = ".note.warn[role=alert], .errorlist, .field.wrong"


@dataclass(frozen=True)
class Officer:
    """A visitor who works on cooperations."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        return self.visitor.page

    def opens(self, path: str, *, status: int = 200) -> None:
        """Open an address under /kerja-sama/, unlooked at."""
        response = self.page.goto(f"{self.visitor.address}/kerja-sama/{path}")
        assert response is not None and response.status == status, path

    def looks(self) -> None:
        """Look at the page on a phone and at a desk, with axe; keep pictures where SCREENSHOTS names a folder."""
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            self.visitor.looks()
            if folder := os.environ.get("SCREENSHOTS"):
                name = (
                    self.page.url.partition("//")[2]
                    .partition("/")[2]
                    .split("?")[0]
                    .split("#")[0]
                    .replace("/", "-")
                )
                self.page.screenshot(path=f"{folder}/{name}{size['width']}.png", full_page=True)

    def sends(self, form: Locator, button: str = "button:not([type=button])") -> None:
        """Send a form and expect that nothing was refused."""
        with self.page.expect_navigation():
            form.locator(button).last.click()
        complaint = self.page.locator(NOTHING_WRONG)
        assert complaint.count() == 0, f"{self.page.url}: {complaint.first.inner_text()}"

    def begins(self, partner: str, country: str, *, kind: str, title: str) -> str:
        """Begin a cooperation step by step; its reference."""
        self.opens("baru/")
        self.page.fill("#nama", partner)
        self.page.fill("#negara", country)
        self.sends(self.page.locator("form:has(#nama)"))
        self.goes_to(self.page.locator("main a[href*='mitra=']", has_text=partner))
        self.goes_to(self.page.locator(f"main a[href*='jenis={kind}']"))
        self.goes_to(self.page.locator("main a[href*='prakarsa=region']"))
        self.looks()
        self.page.fill("[name=title_id]", title)
        self.page.check("[name=objects][value=culture]")
        self.sends(self.page.locator("main form:has([name=title_id])"))
        return self.page.url.rstrip("/").rsplit("/", 1)[1]

    def supplies(self, reference: str, stage: str, *documents: str) -> None:
        """Bring these documents of the stage, tick what they hold, and state what this person may and is missing."""
        self._comes_to(reference, stage)
        self._unfolds()
        for document in documents:
            self.uploads(document)
            self._unfolds()
        self.ticks_everything()
        self._comes_to(reference, stage)
        if self.page.locator("li.lacking:not(:has([name=type]))").count():
            self._states()

    def closes(self, reference: str, stage: str, outcome: str) -> None:
        """Press the outcome of the stage."""
        self._comes_to(reference, stage)
        form = self.page.locator(f"form[action$='/tahap/{stage}/catat/']")
        self.sends(form, f"button[name=outcome][value={outcome}]")

    def _comes_to(self, reference: str, stage: str) -> None:
        """Open the page of the stage, unless this person has just been sent there."""
        if f"/{reference}/tahap/{stage}/" not in self.page.url:
            self.opens(f"{reference}/tahap/{stage}/")

    def adds(self, reference: str, document: str) -> None:
        """Add a document that belongs to no stage."""
        self.opens(f"{reference}/dokumen/baru/?jenis={document}")
        form = self.page.locator("main form:has([name=file])")
        form.locator("[name=file]").set_input_files(FILE)  # type: ignore[arg-type]
        self.sends(form)

    def fills(self, **values: str) -> None:
        """Fill the form of the page by the names of its fields and send it."""
        form = self.page.locator("main form.panel[method=post]")
        for name, value in values.items():
            field = form.locator(f"[name={name}]")
            if field.first.get_attribute("type") == "radio":
                form.locator(f"[name={name}][value={value}]").check()
            elif field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(index=int(value))
            else:
                field.fill(value)
        self.sends(form)

    def signs_for_all(self, reference: str) -> None:
        """Record the signature of every party."""
        self.opens(f"{reference}/tanda-tangan/")
        addresses = [link.get_attribute("href") for link in self.page.locator("main a.primary").all()]
        for address in addresses:
            self.page.goto(f"{self.visitor.address}{address}")
            form = self.page.locator("main form:has([name=signatory])")
            form.locator("[name=signatory]").fill("Pejabat Contoh")
            form.locator("[name=capacity]").fill("kepala daerah")
            form.locator("[name=on]").fill(today())
            form.locator("[name=at_place]").fill("Jember")
            self.sends(form)

    def goes_to(self, link: Locator) -> None:
        """Follow the first of these links."""
        with self.page.expect_navigation():
            link.first.click()

    def uploads(self, document: str) -> None:
        """Bring one document of the stage whose page is open."""
        form = self.page.locator(f"form[action$='/dokumen/']:has([name=type][value={document}])")
        form.locator("[name=file]").set_input_files(FILE)  # type: ignore[arg-type]
        form.locator("[name=languages]").select_option("id en")
        self.sends(form)

    def ticks_everything(self) -> None:
        """Tick every item of the documents that lack some, on their own pages."""
        for address in list(self._papers_that_lack_items()):
            self._ticks(address)

    def _papers_that_lack_items(self) -> Iterator[str]:
        links = self.page.locator("li.lacking a[href*='/dokumen/']").all()
        yield from dict.fromkeys(str(link.get_attribute("href")) for link in links)

    def _ticks(self, address: str) -> None:
        self.page.goto(f"{self.visitor.address}{address}")
        form = self.page.locator("form[action$='/butir/']")
        for box in form.locator("[type=checkbox]").all():
            box.check()
        self.sends(form)

    def _states(self) -> None:
        forms = self.page.locator("form[action$='/pernyataan/']")
        for place in range(forms.count()):
            self._unfolds()
            self._says(forms.nth(place))

    def _says(self, form: Locator) -> None:
        for radio in form.locator("[type=radio][value=yes]").all():
            radio.check()
        for plan, words in (
            ("national", "RPJMN 2025-2029, bab IV"),
            ("regional", "RPJMD 2025-2029, hlm. 12"),
        ):
            for field in form.locator(f"[name$='plan.{plan}']").all():
                field.fill(words)
        for day in form.locator("[type=date]").all():
            day.fill(today())
        form.locator("[name$=source]").fill("surat contoh")
        self.sends(form)

    def _unfolds(self) -> None:
        self.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


def today() -> str:
    """Today as a date field of a browser takes it."""
    return datetime.now(ZoneInfo("Asia/Jakarta")).date().isoformat()
