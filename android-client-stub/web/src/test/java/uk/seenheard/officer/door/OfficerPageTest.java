package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.NeedsChromium;

/** An officer at the page, by what can be seen and pressed. */
@NeedsChromium
class OfficerPageTest extends OnePage {
  private static Page atHome(Page page) {
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    return page;
  }

  @Test
  void whatWasEnteredWithoutSignalIsThereAfterAReloadAndReachesTheServer() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(atHome(page));
          officer.begin("Domestic abuse", "NM-20261122-0107");
          signal.gone = true;
          officer.part("Who is here");
          officer.question("How many children live here?").getByText("2").first().click();
          officer.question("2 counted; 0 entered. Who").locator("textarea").fill("Robin");
          officer.question("2 counted; 0 entered. Who").getByText("Add").click();
          page.getByLabel("Robin: not seen").waitFor();
          String before = officer.queued() + " not sent";
          officer.truth(before);

          page.reload();
          officer.unlock();
          page.getByText("NM-20261122-0107").click();
          page.getByLabel("Robin: not seen").waitFor();
          officer.truth(before);
          assertThat(server.log).hasSizeLessThan(4);

          signal.gone = false;
          officer.press("Submit");
          officer.truth("Everything is at the force.");
          return true;
        });
    assertThat(server.log).hasSizeGreaterThanOrEqualTo(4);
    assertThat(server.log).anyMatch(frame -> frame.content().contains("\"submit\""));
    assertThat(chromium.complaints()).noneMatch(said -> said.contains("Content Security Policy"));
  }

  @Test
  void slipInTheFirstPassphraseIsToldAndLocksNobodyOut() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(page);
          Locator first = page.getByLabel("Passphrase of this phone");
          first.fill("correct hrose");
          officer.press("Unlock");
          Locator again = page.getByLabel(OfficerPage.AGAIN);
          again.waitFor();
          assertThat(again.evaluate("one => one === document.activeElement")).isEqualTo(true);
          again.fill(OfficerPage.PASSPHRASE);
          officer.press("Unlock");
          page.locator("#trouble").filter(OfficerPage.saying("were not the same")).waitFor();
          assertThat(first.inputValue()).isEmpty();
          assertThat(page.locator("#truth").textContent()).isEqualTo("Locked.");

          officer.unlock();
          officer.signIn("amy");
          page.reload();
          // From now on once is enough.
          first.fill(OfficerPage.PASSPHRASE);
          officer.press("Unlock");
          page.getByText("Your incidents").waitFor();
          return true;
        });
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
  }

  private static void wipe(Page page, OfficerPage officer) {
    officer.home();
    page.getByText("amy, and this phone").click();
    officer.press("Wipe this phone");
    page.getByText("only on this phone").first().waitFor();
    officer.press("Send everything, then wipe");
  }

  @Test
  void lockedScreenShowsNothingAndWordsThatWereBegunAreThereAfterIt() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(atHome(page));
          officer.begin("Domestic abuse", "NM-20261122-0107");
          signal.gone = true;
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid under the table");

          officer.lock();
          assertThat(page.locator("body").innerText())
              .contains("Locked")
              .doesNotContain("NM-2026", "Child 1", "table");
          page.getByLabel("Passphrase of this phone").fill("wrong horse");
          officer.press("Unlock");
          page.getByText("That is not the passphrase of this phone.").waitFor();
          officer.unlock();
          page.getByText("NM-20261122-0107").click();
          page.getByLabel("Child 1: not seen").click();
          officer.press("Go on with their words");
          assertThat(page.locator("#words").inputValue()).isEqualTo("I hid under the table");

          wipe(page, officer);
          page.getByText("Words were begun here and are not saved").waitFor();

          officer.home();
          page.getByText("NM-20261122-0107").click();
          page.getByLabel("Child 1: not seen").click();
          officer.press("Go on with their words");
          officer.press("Save as said");
          page.locator("blockquote").waitFor();
          wipe(page, officer);
          page.getByText("could not be sent: nothing was wiped").waitFor();
          signal.gone = false;
          officer.press("Send everything, then wipe");
          page.getByLabel("Passphrase of this phone").waitFor();
          return true;
        });
    assertThat(server.log).anyMatch(frame -> frame.content().contains("I hid"));
  }

  @Test
  @Tag("long")
  void secondOfficerOnThePhoneSeesNothingOfTheFirstWhoseUnsentWorkStillGoesOut() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(atHome(page));
          signal.full = true;
          officer.begin("Domestic abuse", "NM-20261122-0107");
          officer.press("Add a child");
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid under the table");
          officer.press("Save as said");
          page.locator("blockquote").waitFor();
          page.locator(".voice-deed").click();
          page.locator("#words").fill("and Mum said not to tell");
          String unsent = officer.queued() + " not sent";

          officer.home();
          page.getByText("amy, and this phone").click();
          officer.press("Sign out");
          page.getByLabel("Who are you?").waitFor();
          officer.truth(unsent);
          nothingOfTheFirst(page);
          officer.signIn("ben");
          page.getByText("None yet on this phone.").waitFor();
          nothingOfTheFirst(page);
          officer.lock();
          officer.unlock();
          page.getByText("None yet on this phone.").waitFor();
          officer.truth(unsent);
          assertThat(server.log).isEmpty();

          signal.full = false;
          officer.press("Get what is new");
          officer.truth("What was saved is at the force. Words were begun and are not saved.");
          // What is at the force comes back as any colleague's would: this server keeps it from
          // nobody.
          assertThat(page.content()).doesNotContain("not to tell");
          return true;
        });
    assertThat(server.log)
        .anyMatch(frame -> frame.content().contains("I hid under the table"))
        .allMatch(frame -> frame.content().contains("\"author\":\"amy\""))
        .noneMatch(frame -> frame.content().contains("not to tell"));
  }

  @Test
  @Tag("long")
  void whatIsEnteredFromTheNotebookSaysSoUntilTheOfficerSaysThatItIsOver() {
    chromium.with(
        page -> {
          OfficerPage officer = new OfficerPage(atHome(page));
          officer.begin("Domestic abuse", "NM-20261122-0107");
          officer.press("Add a child");
          officer.question("Have you seen").waitFor();
          officer.press("Parts");
          officer.press("Written on paper before");
          officer.press("Notebook");
          page.getByText("Say first when it was written").waitFor();
          officer.press("An hour ago");
          officer.press("Notebook");
          page.locator("#notes").filter(OfficerPage.saying("from the notebook")).waitFor();
          page.locator(".sections").waitFor();
          page.getByLabel("Child 1: not seen").click();
          officer.question("Have you seen").getByText("Yes").first().click();
          officer.question("Have you seen").getByText("from the notebook, written").waitFor();
          page.locator(".voice-deed").click();
          page.locator("#words").fill("I hid under the table");
          officer.press("Save as said");
          page.locator("blockquote").getByText("from the notebook, written").waitFor();
          officer.press("It is over");
          OfficerPage.hidden(page.locator("#notes"));
          page.locator(".voice-deed").click();
          page.locator("#words").fill("and Mum cried");
          officer.press("Save as said");
          page.getByText("and Mum cried").waitFor();
          assertThat(page.getByText("from the notebook, written").count()).isEqualTo(2);
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          return true;
        });
    assertThat(server.log)
        .filteredOn(frame -> frame.content().contains("\"act\":\"noted\""))
        .hasSize(2)
        .allMatch(frame -> frame.content().contains("\"from\":\"notebook\""));
    assertThat(server.log)
        .filteredOn(frame -> frame.content().contains("Mum cried"))
        .hasSize(1)
        .noneMatch(frame -> frame.content().contains("noted"));
  }

  private static void nothingOfTheFirst(Page page) {
    assertThat(page.content()).doesNotContain("NM-2026", "Child 1", "table", "not to tell");
  }

  @Test
  @Tag("long")
  void eachKindOfFieldTakesItsAnswerAndTheServerHasIt() {
    List<String> kinds =
        List.of(
            "reference",
            "happened",
            "childrenLiving",
            "placeKind",
            "risk",
            "child.name",
            "child.dob",
            "child.gender",
            "child.roles",
            "child.about",
            "adult.link");
    chromium.with(
        page -> {
          PageWalk walk = PageWalk.of(atHome(page));
          walk.begin("Domestic abuse");
          walk.add("Add a child");
          walk.part("Who is here");
          walk.add("Add an adult");
          walk.part("Child 1");
          walk.press("Their words");
          walk.voice("I hid under the table");
          List<String> answered = new ArrayList<>();
          for (String part :
              List.of("Safety", "Who is here", "Child 1", "What happened", "Adult 1")) {
            walk.part(part);
            List<String> here = walk.fields();
            here.retainAll(kinds);
            answered.addAll(walk.answer(here));
          }
          assertThat(answered).containsAll(kinds);
          new OfficerPage(page).home();
          new OfficerPage(page).press("Get what is new");
          new OfficerPage(page).truth("Everything is at the force.");
          return true;
        });
    String sent =
        server.log.stream().map(frame -> frame.content()).collect(Collectors.joining("\n"));
    assertThat(sent).contains("I hid under the table", "MC-2026-1122-0417", "Words of the officer");
    for (String kind : kinds) {
      assertThat(sent).contains(kind.substring(kind.indexOf('.') + 1));
    }
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
  }
}
