package uk.seenheard.officer.door;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;

/** What an officer does at the page, by what can be seen and pressed. */
final class OfficerPage {
  static final String PASSPHRASE = "correct horse";
  static final String AGAIN = "The same passphrase once more";

  private final Page page;

  OfficerPage(Page page) {
    this.page = page;
  }

  void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
  }

  void home() {
    page.locator("#bar button").first().click();
    page.getByText("Your incidents").waitFor();
  }

  void lock() {
    page.locator("#bar button").last().click();
    page.getByLabel("Passphrase of this phone").waitFor();
  }

  /** Chooses the passphrase of a phone that has none. */
  void choose(String passphrase) {
    page.getByLabel("Passphrase of this phone").fill(passphrase);
    press("Unlock");
    page.getByLabel(AGAIN).fill(passphrase);
    press("Unlock");
  }

  void unlock() {
    page.getByLabel("Passphrase of this phone").fill(PASSPHRASE);
    press("Unlock");
    Locator again = page.getByLabel(AGAIN);
    Locator open = page.locator("#bar, [name=person]");
    again.or(open).first().waitFor();
    if (again.isVisible()) {
      // The first one that a phone hears.
      again.fill(PASSPHRASE);
      press("Unlock");
      open.first().waitFor();
    }
  }

  void signIn(String person) {
    page.getByLabel("Who are you?").fill(person);
    press("Sign in");
    page.getByText("Your incidents").waitFor();
  }

  /** Begins an incident of that form's title, and looks at its parts. */
  void begin(String title, String reference) {
    press("New incident");
    page.getByLabel("Control's reference").fill(reference);
    press(title);
    page.locator(".column .question").first().waitFor();
    press("Parts");
    page.locator(".sections").waitFor();
  }

  /** Goes to a part of the incident. */
  void part(String title) {
    press("Parts");
    page.locator(".sections").waitFor();
    press(title);
    page.locator(".section h1").filter(saying(title)).waitFor();
  }

  /** The question that begins like that. */
  Locator question(String words) {
    return page.locator(".question, .fact").filter(saying(words)).first();
  }

  /**
   * Waits until nobody sees it; not by its state, of which Playwright makes "hıdden" in Turkish.
   */
  static void hidden(Locator one) {
    PlaywrightAssertions.assertThat(one)
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(60_000));
  }

  static Locator.FilterOptions saying(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  /** How many changes the worker says are on this phone alone. */
  int queued() {
    return (int)
        page.evaluate(
            "() => import(new URL('link.js', document.querySelector('script').src))"
                + ".then(link => link.tell('status')).then(told => told.queued)");
  }

  String truth(String owed) {
    Locator told = page.locator("#truth");
    told.filter(saying(owed)).waitFor();
    return told.textContent();
  }
}
