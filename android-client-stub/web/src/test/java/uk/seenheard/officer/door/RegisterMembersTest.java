package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/**
 * A register is saved whole, and each of its members is answered by itself: none goes with another
 * that was refused, and what is typed in one is kept as any text is.
 */
@NeedsChromium
@Tag("long")
class RegisterMembersTest extends OnASlowPhone {
  private static Locator risk(Page page) {
    new OfficerPage(page).part("What happened");
    Locator risk = page.locator("[data-field=risk] .register").first();
    comes(risk);
    return risk;
  }

  private static Locator member(Locator register, String label) {
    return register.locator(".member").filter(OfficerPage.saying(label)).first();
  }

  private static Locator first(Locator member) {
    return member.locator(".chip").first();
  }

  private String last() {
    synchronized (server) {
      return server.log.stream()
          .map(frame -> frame.content())
          .filter(content -> content.contains("\"at\":\"risk\""))
          .reduce("", (before, content) -> content);
    }
  }

  @Test
  void whatWasAnsweredAfterARefusalIsThereWithWhatIsAnsweredNext() {
    chromium.with(
        page -> {
          inTheColumn(page);
          Locator risk = risk(page);
          BusyWorker worker = new BusyWorker(page);
          worker.busy();
          worker.refuses("answer");
          first(member(risk, "Grade")).click();
          worker.refuses();
          first(member(risk, "Tool")).click();
          worker.does("answer");
          worker.does("answer");
          comes(risk.locator(".chip[aria-pressed=true]").first());
          Locator reasons = member(risk, "Because").locator("textarea");
          reasons.fill("He had a kestrel on his arm");
          page.locator("h1").first().click();
          worker.free();
          soon(page, () -> last().contains("kestrel"));
          assertThat(last()).contains("\"tool\":");
          return true;
        });
  }

  @Test
  void whatIsTypedAfterARefusedAnswerOfTheSameMemberIsWhatStandsThereAndIsSaved() {
    chromium.with(
        page -> {
          inTheColumn(page);
          Locator reasons = member(risk(page), "Because").locator("textarea");
          BusyWorker worker = new BusyWorker(page);
          reasons.fill("He had a kestrel");
          page.waitForTimeout(2 * DRAWN_MILLIS);
          worker.busy();
          worker.refuses("answer");
          page.locator("h1").first().click();
          worker.waitsFor("answer");
          worker.refuses();
          reasons.click();
          page.keyboard().press("Control+End");
          page.keyboard().type(" on his arm");
          worker.free();
          comes(page.locator("#trouble:not(:empty)"));
          page.waitForTimeout(DRAWN_MILLIS);
          assertThat(reasons.inputValue()).isEqualTo("He had a kestrel on his arm");
          page.locator("h1").first().click();
          soon(page, () -> last().contains("He had a kestrel on his arm"));
          return true;
        });
  }

  @Test
  void whatIsTypedInAMemberIsKeptAsAnyTextIs() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          member(risk(page), "Because").locator("textarea").fill("He had a kestrel on his arm");
          page.waitForTimeout(2 * DRAWN_MILLIS);
          page.reload();
          officer.unlock();
          comes(page.locator(".card"));
          page.locator(".card").click();
          comes(page.locator(".sections"));
          Locator risk = risk(page);
          Locator reasons = member(risk, "Because").locator("textarea");
          assertThat(reasons.inputValue()).isEqualTo("He had a kestrel on his arm");
          first(member(risk, "Tool")).click();
          soon(page, () -> last().contains("\"tool\":"));
          assertThat(reasons.inputValue()).isEqualTo("He had a kestrel on his arm");
          reasons.click();
          page.locator("h1").first().click();
          soon(page, () -> last().contains("kestrel"));
          assertThat(last()).contains("\"tool\":");
          return true;
        });
  }
}
