package uk.seenheard.officer.door;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.jvm.device.ResourceFormFiles;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.ShippedFiles;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.ShippedForms;

/**
 * Walks all nine forms on the page: every field of each is met on a screen, and each distinct one
 * is answered there and arrives at the server. Each text field takes another hostile text and shows
 * it, and the server has it, as it was typed. The last line says how many; ends with 1 where one is
 * missing.
 *
 * <p>Argument: the seed.
 */
public final class EveryFieldRun {
  private static final int TEXTS = 400;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);
  private final Set<String> answered = new TreeSet<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<String, String> typed = new TreeMap<>();
  private int met;

  private EveryFieldRun() {}

  public static void main(String[] arguments) throws IOException {
    EveryFieldRun run = new EveryFieldRun();
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
    run.texts.addAll(HostileTexts.of(seed, TEXTS));
    run.signal.allForms = true;
    try (ShippedFiles files = new ShippedFiles(run.signal);
        Chromium chromium = new Chromium(files.url() + "officer/")) {
      chromium.with(
          page -> {
            run.walk(page);
            return true;
          });
      run.missing.addAll(
          chromium.complaints().stream().filter(said -> said.startsWith("error")).toList());
    }
    for (String key : run.answered) {
      String name = '/' + key.substring(key.indexOf('.') + 1);
      boolean there =
          run.server.log.stream()
              .anyMatch(frame -> ('/' + frame.content().replace('"', '/')).contains(name));
      if (!there) {
        run.missing.add(key + " never reached the server");
      }
    }
    run.typed.forEach(
        (name, text) -> {
          String wanted = Json.of(text).canonical();
          if (run.server.log.stream().noneMatch(frame -> frame.content().contains(wanted))) {
            run.missing.add(name + " is not as it was typed: " + shown(wanted));
          }
        });
    run.missing.forEach(System.out::println);
    System.out.printf(
        Locale.ROOT,
        "%d fields of nine forms met, %d distinct ones answered, %d of them with hostile texts"
            + " (seed %d), %d missing%n",
        run.met,
        run.answered.size(),
        run.typed.size(),
        seed,
        run.missing.size());
    System.exit(run.missing.isEmpty() ? 0 : 1);
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(100, text.length()));
  }

  private void walk(Page page) {
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    PageWalk walk = PageWalk.of(page);
    walk.types(texts);
    signal.gone = true;
    for (Form form : ShippedForms.read(new ResourceFormFiles()::text, new PlainJsonReader())) {
      Set<String> seen = through(walk, form);
      for (FormField field : form.fields()) {
        met++;
        if (!seen.contains(field.key())) {
          missing.add(form.id() + ": " + field.key() + " is on no screen");
        }
      }
    }
    typed.putAll(walk.typed());
    signal.gone = false;
    officer.home();
    officer.press("Get what is new");
    officer.truth("Everything is at the force.");
  }

  /** Every part of an incident of that form: what was met; what nobody answered yet is answered. */
  private Set<String> through(PageWalk walk, Form form) {
    Set<String> seen = new TreeSet<>(Set.of("statement.words", "statement.about"));
    walk.begin(form.title());
    walk.add("Add a child");
    walk.part("Who is here");
    walk.add("Add an adult");
    walk.part("Child 1");
    walk.press("Their words");
    seen.addAll(walk.fields());
    answered.addAll(walk.fields());
    walk.voice("I hid under the table");
    for (String part : walk.parts()) {
      walk.part(part);
      look(walk, seen);
      if (walk.entry()) {
        look(walk, seen);
      }
    }
    return seen;
  }

  private void look(PageWalk walk, Set<String> seen) {
    List<String> here = walk.fields();
    seen.addAll(here);
    List<String> fresh = new ArrayList<>(here);
    fresh.removeAll(answered);
    answered.addAll(walk.answer(fresh));
  }
}
