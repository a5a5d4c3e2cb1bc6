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
 * <p>Argument: the file of the case. Ends with 1 where a fact could not be entered, or where the
 * server has anything else than a command-line handset would have given, byte for byte ({@link
 * TypedCase}).
 */
public final class WorkedCaseByTouchRun {
  private static final String SHOW =
      "section => import(new URL('link.js', document.querySelector('script').src)).then(async link"
          + " => JSON.stringify(await link.tell('show', {incident: (await"
          + " link.tell('status')).current, section})))";

  /** Draws something to where a thumb is, as far as the screen goes, and says whether it is. */
  private static final String LOW =
      "one => { const middle = () => { const box = one.getBoundingClientRect(); return (box.top +"
          + " box.bottom) / 2; }; scrollBy(0, middle() - innerHeight * .7); return middle() >="
          + " innerHeight / 2; }";

  private static final int WIDTH = 360;
  private static final int HEIGHT = 740;
  private static final int MOST_TURNS = 200;
  private static final int TURN_MILLIS = 50;

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
  private int low;

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
                page.setViewportSize(WIDTH, HEIGHT);
                return new WorkedCaseByTouchRun(page).run(text, server);
              });
      chromium.complaints().forEach(System.out::println);
      System.exit(whole ? 0 : 1);
    }
  }

  private boolean run(String text, FakeServer server) {
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
    low(page.getByText("New incident")).click();
    low(page.getByLabel("Control's reference"))
        .fill(((Json.Text) owed.remove("reference")).value());
    low(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Domestic abuse")))
        .click();
    page.locator(".column .question").first().waitFor();
    presses += 2;
    texts++;
    for (String id :
        List.of("safety", "here", "child", "adult", "happened", "in.attendance", "in.action")) {
      for (String part : parts(id)) {
        reach(part);
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
            + " %.2f a fact with those; %d of them in the lower half of the screen; not entered"
            + " %s%n",
        facts,
        facts - owed.size(),
        presses,
        texts,
        actions / (double) (facts - owed.size()),
        moves,
        (actions + moves) / (double) (facts - owed.size()),
        low,
        owed.keySet());
    return owed.isEmpty() && isAsTyped(worked, server);
  }

  private boolean isAsTyped(Json.Obj worked, FakeServer server) {
    // The page asks for the officer's own attendance, and makes its entry by the first answer.
    worked.items("steps").stream()
        .flatMap(step -> ((Json.Obj) step).items("ops").stream())
        .map(op -> ((Json.Obj) op).text("at").orElse(""))
        .filter(at -> at.startsWith("attendance/"))
        .forEach(at -> entries.put(at, TypedCase.only("attendance", server)));
    String typed = TypedCase.typed(worked);
    String touched = TypedCase.standing(server, entries);
    boolean same = touched.equals(typed);
    System.out.printf(
        Locale.ROOT,
        "%d lines at the server, %s a command-line handset gives%n",
        touched.lines().count(),
        same ? "byte for byte as" : "and not those that");
    if (!same) {
      touched
          .lines()
          .filter(line -> !typed.lines().toList().contains(line))
          .forEach(line -> System.out.println("+ " + line));
      typed
          .lines()
          .filter(line -> !touched.lines().toList().contains(line))
          .forEach(line -> System.out.println("- " + line));
    }
    return same;
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

  /** Scrolls down the column until that part stands there; a press would be counted. */
  private void reach(String part) {
    settled();
    Locator stands = page.locator("[data-part='" + part + "']");
    for (int turn = 0; stands.count() == 0 && turn < MOST_TURNS; turn++) {
      page.mouse().move(WIDTH / 2.0, HEIGHT / 2.0);
      page.mouse().wheel(0, HEIGHT / 2.0);
      page.waitForTimeout(TURN_MILLIS);
      settled();
    }
    if (stands.count() == 0) {
      officer.part(
          ((Json.Obj)
                  show("safety").items("sections").stream()
                      .filter(one -> ((Json.Obj) one).text("id").equals(Optional.of(part)))
                      .findFirst()
                      .orElseThrow())
              .text("title")
              .orElse(""));
      moves += 2;
    }
  }

  /** What was pressed is saved, and what it touches is drawn. */
  private void settled() {
    page.waitForFunction(
        "() => !document.querySelector('.column')?.dataset.busy"
            + " && !document.querySelector('.is-saving')");
  }

  /** Everything that is owed and stands on this part. */
  private void here(String part) {
    boolean more = true;
    while (more) {
      more = false;
      for (Iterator<Map.Entry<String, Json>> left = owed.entrySet().iterator(); left.hasNext(); ) {
        Map.Entry<String, Json> fact = left.next();
        String at = placed(fact.getKey());
        if (!at.isEmpty() && enter(at, fact.getValue())) {
          left.remove();
          more = true;
        }
      }
      more |= part.equals("here") && addPerson();
      more |= part.equals("in.action") && addTo("action");
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
        String name = ((Json.Text) owed.remove(at + "/name")).value();
        entered(
            at,
            "child",
            () -> {
              // A name that is left is a child that is entered.
              low(asks.locator("textarea")).fill(name);
              asks.locator("textarea").blur();
            });
        texts++;
        return true;
      }
      if (parts.length == 2 && parts[0].equals("adult")) {
        entered(at, "adult", () -> low(page.getByText("Add an adult")).click());
        presses++;
        return true;
      }
    }
    return false;
  }

  /** What is added in a part opens below it. */
  private boolean addTo(String collection) {
    for (String at : new ArrayList<>(owed.keySet())) {
      if (at.startsWith(collection + '/') && at.split("/").length == 2) {
        low(page.locator("[data-part='in." + collection + "'] button")
                .filter(OfficerPage.saying("Add: "))
                .last())
            .click();
        presses++;
        owed.remove(at);
        Locator card = page.locator("[data-part^='" + collection + "/']").last();
        card.waitFor();
        settled();
        String here = card.getAttribute("data-part");
        entries.put(at, here);
        for (String of : new ArrayList<>(owed.keySet())) {
          if (of.startsWith(at + '/') && enter(placed(of), owed.get(of))) {
            owed.remove(of);
          }
        }
        return false;
      }
    }
    return false;
  }

  /** Where it is pressed or typed in: in the lower half of the screen, if it can be drawn there. */
  private Locator low(Locator one) {
    low += (boolean) one.evaluate(LOW) ? 1 : 0;
    return one;
  }

  private void entered(String at, String collection, Runnable press) {
    List<String> before = parts(collection);
    press.run();
    page.waitForCondition(() -> parts(collection).size() > before.size());
    List<String> now = parts(collection);
    now.removeAll(before);
    settled();
    entries.put(at, now.get(0));
    owed.remove(at);
  }

  private boolean enter(String at, Json value) {
    String quoted =
        at.contains("*")
            ? "[data-field^='attendance/'][data-field$='/recording']"
            : "[data-field='" + at + "']";
    Locator field = page.locator(quoted).first();
    if (page.locator(quoted).count() == 0) {
      return false;
    }
    if (!field.isVisible()) {
      low(page.locator("[data-part]")
              .filter(new Locator.FilterOptions().setHas(page.locator(quoted)))
              .first()
              .locator(".facts > summary"))
          .click();
      presses++;
    }
    Json.Obj known =
        known((String) field.evaluate("node => node.closest('[data-part]').dataset.part"), at);
    if (value instanceof Json.Arr many) {
      many.items().forEach(one -> chip(field, known, one));
    } else if (field.locator(".chips").count() > 0
        && field.locator("textarea[data-text]").count() == 0) {
      chip(field, known, value);
    } else if (value instanceof Json.Text text && field.locator("input[type=date]").count() > 0) {
      low(field.locator("input")).fill(text.value());
      field.locator("input").blur();
      texts++;
    } else if (value instanceof Json.Text text
        && field.locator("input[type=datetime-local]").count() > 0) {
      low(field.locator("input")).fill(text.value().replace("Z", "").substring(0, 16));
      field.locator("input").blur();
      texts++;
    } else {
      Locator area = field.locator("textarea[data-text]").first();
      low(area).fill(value instanceof Json.Text text ? text.value() : value.canonical());
      area.blur();
      texts++;
    }
    settled();
    return true;
  }

  private void chip(Locator field, Json.Obj known, Json value) {
    String label = value instanceof Json.Text code ? label(known, code.value()) : value.canonical();
    low(field
            .locator(".chips")
            .first()
            .getByText(label, new Locator.GetByTextOptions().setExact(true))
            .first())
        .click();
    presses++;
    settled();
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
