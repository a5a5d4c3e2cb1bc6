package uk.seenheard.officer.door;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.jvm.device.ResourceFormFiles;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.ShippedFiles;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.ShippedForms;

/**
 * Walks all nine forms on the page: every field of each is met on a screen, and each distinct one
 * is answered there and arrives at the server. The last line says how many; ends with 1 where one
 * is missing.
 */
public final class EveryFieldRun {
  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);
  private final Set<String> answered = new TreeSet<>();
  private final List<String> missing = new ArrayList<>();
  private int met;

  private EveryFieldRun() {}

  public static void main(String[] none) throws IOException {
    EveryFieldRun run = new EveryFieldRun();
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
    run.missing.forEach(System.out::println);
    System.out.printf(
        Locale.ROOT,
        "%d fields of nine forms met, %d distinct ones answered, %d missing%n",
        run.met,
        run.answered.size(),
        run.missing.size());
    System.exit(run.missing.isEmpty() ? 0 : 1);
  }

  private void walk(Page page) {
    OfficerPage officer = new OfficerPage(page);
    officer.unlock();
    officer.signIn("amy");
    PageWalk walk = PageWalk.of(page);
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
