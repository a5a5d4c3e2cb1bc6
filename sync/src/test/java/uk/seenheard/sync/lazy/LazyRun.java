package uk.seenheard.sync.lazy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.seenheard.sync.prompt.PromptState;

/**
 * Tries every lazy record, every careful one and every text against every form, and prints what got
 * past. With {@code all} as argument each record that is a known gap is named too.
 */
public final class LazyRun {
  private final Map<String, Integer> known = KnownGaps.read();
  private final Map<String, List<String>> past = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private int passed;

  private LazyRun() {}

  public static void main(String[] args) {
    LazyRun run = new LazyRun();
    Map<String, List<Lazy>> lazy =
        LazyOfficer.all().stream()
            .collect(Collectors.groupingBy(Lazy::form, LinkedHashMap::new, Collectors.toList()));
    Map<String, List<Careful>> careful =
        Careful.all().stream()
            .collect(Collectors.groupingBy(Careful::form, LinkedHashMap::new, Collectors.toList()));
    System.out.println(
        "form                      | lazy | authorised without a look | careful | raise something"
            + " | reasons accepted | texts tried");
    for (String form : CarefulOfficer.FORMS) {
      run.form(form, lazy.get(form), careful.get(form));
    }
    run.compare();
    if (args.length > 0 && args[0].equals("all")) {
      run.past.forEach((kind, names) -> names.forEach(name -> System.out.println("gap: " + name)));
    }
    run.failures.forEach(failure -> System.out.println("failed: " + failure));
    run.past.forEach(
        (kind, names) -> System.out.println("known gap: " + kind + ' ' + names.size()));
    System.out.println(run.passed + " passed, " + run.failures.size() + " failed");
    System.exit(run.failures.isEmpty() ? 0 : 1);
  }

  private void form(String form, List<Lazy> lazies, List<Careful> carefuls) {
    int through = 0;
    for (Lazy lazy : lazies) {
      List<Look> over = lazy.passedOver();
      if (over.isEmpty()) {
        passed++;
      } else {
        through++;
        past.computeIfAbsent(lazy.kind(), kind -> new ArrayList<>())
            .add(lazy.name() + ": nobody has to look at " + over);
      }
    }
    int raising = 0;
    int accepted = 0;
    for (Careful careful : carefuls) {
      Notebook book = careful.account().write();
      List<PromptState> raised = raised(book);
      accepted += book.accepted();
      if (raised.isEmpty() && book.toRead().isEmpty()) {
        passed++;
      } else {
        raising++;
        failures.add(
            "false alarm · " + form + " · " + careful.situation() + ": " + questions(raised));
      }
    }
    TextValues texts = new TextValues(form).run();
    passed += texts.tried() - texts.faults().size();
    failures.addAll(texts.faults());
    System.out.printf(
        Locale.ROOT,
        "%-25s | %4d | %12d  (%4.1f %%)    | %7d | %15d | %16d | %5d%n",
        form,
        lazies.size(),
        through,
        100.0 * through / lazies.size(),
        carefuls.size(),
        raising,
        accepted,
        texts.tried());
  }

  static List<PromptState> raised(Notebook book) {
    return book.prompts().stream()
        .filter(prompt -> prompt.isOpen() || prompt.blocksAuthorisation())
        .collect(Collectors.toList());
  }

  static List<String> questions(List<PromptState> raised) {
    return raised.stream()
        .map(prompt -> prompt.prompt() + " (" + prompt.question() + ')')
        .collect(Collectors.toList());
  }

  /** What got past against the list of what is known to. */
  private void compare() {
    TreeSet<String> kinds = new TreeSet<>(known.keySet());
    kinds.addAll(past.keySet());
    for (String kind : kinds) {
      List<String> names = past.getOrDefault(kind, List.of());
      int may = known.getOrDefault(kind, 0);
      if (names.size() > may) {
        failures.addAll(
            may == 0 ? names : List.of(kind + ": " + names.size() + " past, " + may + " known"));
      } else if (names.size() < may) {
        failures.add(
            kind + ": the list says " + may + ", " + names.size() + " get past: shorten it");
      }
      if (names.size() > may && may == 0) {
        past.remove(kind);
      }
    }
  }
}
