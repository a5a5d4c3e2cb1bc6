package uk.seenheard.officer.door;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.ShippedFiles;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;

/**
 * Worked case 2 entered on the page at 360 px by presses on what is visible and texts that are
 * typed: how many of either for each fact, and how many presses only led from part to part.
 *
 * <p>Argument: the file of the case. Ends with 1 where a fact could not be entered.
 */
public final class WorkedCaseByTouchRun {
  private static final String SHOW =
      "section => import(new URL('link.js', document.querySelector('script').src)).then(async link"
          + " => JSON.stringify(await link.tell('show', {incident: (await"
          + " link.tell('status')).current, section})))";

  private final Page page;
  private final OfficerPage officer;
  private final PlainJsonReader json = new PlainJsonReader();

  /** What is still to be entered, by its place. */
  private final Map<String, Json> owed = new LinkedHashMap<>();

  /** The page's entries, by the case's. */
  private final Map<String, String> entries = new HashMap<>();

  private int facts;
  private int presses;
  private int texts;
  private int moves;

  private WorkedCaseByTouchRun(Page page) {
    this.page = page;
    this.officer = new OfficerPage(page);
  }

  public static void main(String[] arguments) throws IOException {
    String text = Files.readString(Path.of(arguments[0]));
    FakeServer server = new FakeServer();
    ServerOnLoopback signal = new ServerOnLoopback(server);
    try (ShippedFiles files = new ShippedFiles(signal);
        Chromium chromium = new Chromium(files.url() + "officer/")) {
      boolean whole =
          chromium.with(
              page -> {
                page.setViewportSize(360, 740);
                return new WorkedCaseByTouchRun(page).run(text);
              });
      chromium.complaints().forEach(System.out::println);
      System.exit(whole ? 0 : 1);
    }
  }

  private boolean run(String text) {
    Json.Obj worked = (Json.Obj) json.read(text);
    for (Json step : worked.items("steps")) {
      for (Json one : ((Json.Obj) step).items("ops")) {
        Json.Obj op = (Json.Obj) one;
        String at = op.text("at").orElse("");
        if (op.text("op").equals(Optional.of("add"))) {
          owed.put(at, Json.EMPTY);
          op.object("value").members().forEach((name, value) -> owed.put(at + '/' + name, value));
        } else {
          owed.put(at, op.get("value").orElse(Json.EMPTY));
        }
      }
    }
    facts = owed.size();
    officer.unlock();
    officer.signIn("amy");
    page.getByText("New incident").click();
    page.getByLabel("Control's reference").fill(((Json.Text) owed.remove("reference")).value());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Domestic abuse")).click();
    page.locator(".sections").waitFor();
    presses += 2;
    texts++;
    List<String> done = new ArrayList<>();
    for (String id :
        List.of("safety", "here", "child", "adult", "happened", "in.attendance", "in.action")) {
      for (String part : parts(id)) {
        moveTo(part);
        done.add(part);
        here(part);
      }
    }
    officer.home();
    officer.press("Get what is new");
    officer.truth("Everything is at the force.");
    int actions = presses + texts;
    System.out.printf(
        Locale.ROOT,
        "%d facts, %d entered: %d presses and %d texts, %.2f a fact; %d presses from part to part,"
            + " %.2f a fact with those; not entered %s%n",
        facts,
        facts - owed.size(),
        presses,
        texts,
        actions / (double) (facts - owed.size()),
        moves,
        (actions + moves) / (double) (facts - owed.size()),
        owed.keySet());
    return owed.isEmpty();
  }

  private Json.Obj show(String section) {
    return (Json.Obj) json.read((String) page.evaluate(SHOW, section));
  }

  private List<String> parts(String id) {
    List<String> found = new ArrayList<>();
    for (Json part : show("safety").items("sections")) {
      String one = ((Json.Obj) part).text("id").orElse("");
      if (one.equals(id) || one.startsWith(id + '/')) {
        found.add(one);
      }
    }
    return found;
  }

  private String title(String id) {
    return show(id).object("section").text("title").orElse("");
  }

  /** By the button that leads on where it leads there, else by the list of parts. */
  private void moveTo(String part) {
    String title = title(part);
    Locator on =
        page.locator("button.next, main > div > button.deed")
            .filter(OfficerPage.saying(": " + title));
    if (on.count() > 0) {
      on.first().click();
      moves++;
    } else if (page.locator(".section h1").filter(OfficerPage.saying(title)).count() == 0) {
      officer.part(title);
      moves += 2;
    }
    page.locator(".section h1").filter(OfficerPage.saying(title)).waitFor();
  }

  /** Everything that is owed and stands on this part. */
  private void here(String part) {
    boolean more = true;
    while (more) {
      more = false;
      for (Iterator<Map.Entry<String, Json>> left = owed.entrySet().iterator(); left.hasNext(); ) {
        Map.Entry<String, Json> fact = left.next();
        String at = placed(fact.getKey());
        if (!at.isEmpty() && enter(part, at, fact.getValue())) {
          left.remove();
          more = true;
        }
      }
      more |= part.equals("here") && addPerson();
      more |= part.equals("in.action") && addTo("action", "Add: ");
    }
    // Where each officer answers for themselves, the answer makes its entry.
    owed.keySet()
        .removeIf(
            at ->
                at.startsWith("attendance/")
                    && at.split("/").length == 2
                    && !owed.containsKey(at + "/recording"));
  }

  /** The page's place of a fact; empty while its entry is not there. */
  private String placed(String at) {
    String[] parts = at.split("/");
    if (parts.length < 3) {
      return parts.length == 1 ? at : "";
    }
    if (parts[0].equals("attendance")) {
      return "attendance/*/" + parts[2];
    }
    String entry = entries.get(parts[0] + '/' + parts[1]);
    return entry == null ? "" : entry + '/' + parts[2];
  }

  private boolean addPerson() {
    for (String at : new ArrayList<>(owed.keySet())) {
      String[] parts = at.split("/");
      if (parts.length == 2 && parts[0].equals("child")) {
        Locator asks =
            page.locator(".question").filter(OfficerPage.saying("Who is not entered yet?")).first();
        asks.locator("textarea").fill(((Json.Text) owed.remove(at + "/name")).value());
        texts++;
        entered(at, "child", () -> asks.getByText("Add").click());
        return true;
      }
      if (parts.length == 2 && parts[0].equals("adult")) {
        entered(at, "adult", () -> page.getByText("Add an adult").click());
        page.locator(".strike").waitFor();
        officer.part("Who is here");
        moves += 2;
        return true;
      }
    }
    return false;
  }

  private boolean addTo(String collection, String label) {
    for (String at : new ArrayList<>(owed.keySet())) {
      if (at.startsWith(collection + '/') && at.split("/").length == 2) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label)).first().click();
        presses++;
        owed.remove(at);
        page.locator(".section > div > .row").last().click();
        moves++;
        page.locator(".strike").waitFor();
        String here =
            (String)
                page.evaluate(
                    "() => document.querySelector('main"
                        + " [data-field]').dataset.field.split('/').slice(0, 2).join('/')");
        entries.put(at, here);
        for (String of : new ArrayList<>(owed.keySet())) {
          if (of.startsWith(at + '/') && enter(here, placed(of), owed.get(of))) {
            owed.remove(of);
          }
        }
        return false;
      }
    }
    return false;
  }

  private void entered(String at, String collection, Runnable press) {
    List<String> before = parts(collection);
    press.run();
    presses++;
    page.waitForCondition(() -> parts(collection).size() > before.size());
    List<String> now = parts(collection);
    now.removeAll(before);
    entries.put(at, now.get(0));
    owed.remove(at);
  }

  private boolean enter(String part, String at, Json value) {
    String quoted =
        at.contains("*")
            ? "[data-field^='attendance/'][data-field$='/recording']"
            : "[data-field='" + at + "']";
    Locator field = page.locator(quoted).first();
    if (page.locator(quoted).count() == 0) {
      return false;
    }
    if (!field.isVisible()) {
      page.locator(".facts > summary").last().click();
      presses++;
    }
    Json.Obj known = known(part, at);
    if (value instanceof Json.Arr many) {
      many.items().forEach(one -> chip(field, known, one));
    } else if (field.locator(".chips").count() > 0
        && field.locator("textarea[data-text]").count() == 0) {
      chip(field, known, value);
    } else if (value instanceof Json.Text text && field.locator("input[type=date]").count() > 0) {
      field.locator("input").fill(text.value());
      field.locator("input").blur();
      texts++;
    } else if (value instanceof Json.Text text
        && field.locator("input[type=datetime-local]").count() > 0) {
      field.locator("input").fill(text.value().replace("Z", "").substring(0, 16));
      field.locator("input").blur();
      texts++;
    } else {
      Locator area = field.locator("textarea[data-text]").first();
      area.fill(value instanceof Json.Text text ? text.value() : value.canonical());
      area.blur();
      texts++;
    }
    officer.queued();
    return true;
  }

  private void chip(Locator field, Json.Obj known, Json value) {
    String label = value instanceof Json.Text code ? label(known, code.value()) : value.canonical();
    field
        .locator(".chips")
        .first()
        .getByText(label, new Locator.GetByTextOptions().setExact(true))
        .first()
        .click();
    presses++;
    officer.queued();
  }

  private static String label(Json.Obj known, String code) {
    for (Json one : known.items("codes")) {
      if (((Json.Obj) one).text("code").equals(Optional.of(code))) {
        return ((Json.Obj) one).text("label").orElse(code);
      }
    }
    return code;
  }

  /** What the worker says of a field of this part. */
  private Json.Obj known(String part, String at) {
    Json.Obj section = show(part).object("section");
    List<Json> all = new ArrayList<>(section.items("facts"));
    for (Json question : section.items("questions")) {
      all.add(((Json.Obj) question).object("field"));
      all.addAll(((Json.Obj) question).items("says"));
    }
    for (Json field : all) {
      Json.Obj one = (Json.Obj) field;
      boolean here = one.text("at").equals(Optional.of(at));
      if (here || at.contains("*") && one.text("name").equals(Optional.of("recording"))) {
        return one;
      }
    }
    return Json.EMPTY;
  }
}
