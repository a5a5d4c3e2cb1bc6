package uk.seenheard.sync.lazy;

import static uk.seenheard.sync.lazy.Account.INCIDENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.Weight;
import uk.seenheard.sync.prompt.PromptState;

/** Instead of an answer the reason that costs least, with or without words. */
final class WaysWithReasons {
  private static final List<String> NO_WORDS =
      List.of("", ".", "\u200b", "n/a", "x", "\u00a0\u00a0", "none", "-", "as above");

  private WaysWithReasons() {}

  static List<Lazy> of(String form) {
    Account careful = CarefulOfficer.base(form);
    Notebook book = careful.write();
    List<Lazy> ways = new ArrayList<>();
    int turn = CarefulOfficer.FORMS.indexOf(form);
    for (PromptState prompt : book.prompts()) {
      if (prompt.weight() != Weight.MUST || prompt.reasons().isEmpty()) {
        continue;
      }
      String key = book.key(prompt.subject());
      Account without = unanswered(careful, book, prompt, key);
      if (without.write().prompts().stream()
          .noneMatch(
              other ->
                  other.prompt().equals(prompt.prompt())
                      && other.subject().equals(prompt.subject()))) {
        continue; // it asks whether an answer fits, and there is none now
      }
      List<Code> codes = careful.form.codeList(prompt.reasons().get()).orElseThrow().codes();
      {
        Code code = codes.get(turn % codes.size());
        String words = NO_WORDS.get(turn++ % NO_WORDS.size());
        boolean wanted = code.words() && !words.equals("x") && !words.equals("as above");
        ways.add(
            new Lazy(
                wanted ? "a reason that says nothing" : "the cheapest reason",
                prompt.prompt()
                    + (key.isEmpty() ? "" : " of " + key)
                    + ": "
                    + code.code()
                    + ' '
                    + WaysWithWords.shown(words),
                without
                    .copy()
                    .then(written -> written.reason(key, prompt.prompt(), code.code(), words)),
                wanted ? Look.open(key, prompt.prompt()) : Look.prompt(key, prompt.prompt())));
      }
      Code said = codes.get(turn % codes.size());
      ways.add(
          new Lazy(
              "the cheapest reason",
              prompt.prompt() + (key.isEmpty() ? "" : " of " + key) + ": " + said.code(),
              without
                  .copy()
                  .then(
                      written ->
                          written.reason(key, prompt.prompt(), said.code(), "No time tonight")),
              Look.prompt(key, prompt.prompt())));
    }
    return ways;
  }

  /** The account without the answer that settles a prompt, so that the prompt still applies. */
  private static Account unanswered(
      Account careful, Notebook book, PromptState prompt, String key) {
    Account without = careful.copy();
    prompt
        .asks()
        .ifPresent(
            at ->
                careful.values(key).keySet().stream()
                    .filter(name -> book.field(key, name).equals(at))
                    .forEach(name -> without.without(key, name)));
    prompt
        .addsTo()
        .filter(collection -> !collection.equals("child") && !collection.equals("adult"))
        .ifPresent(
            collection ->
                (key.equals(INCIDENT) ? careful.keys(collection) : careful.keys(collection, key))
                    .forEach(without::leavingOut));
    prompt
        .addsTo()
        .filter(collection -> collection.equals("child") || collection.equals("adult"))
        .ifPresent(
            collection -> {
              List<String> entered = careful.keys(collection);
              List<String> asked =
                  entered.stream()
                      .filter(one -> isAsked(careful.values(one), prompt))
                      .collect(Collectors.toList());
              List<String> among = asked.isEmpty() ? entered : asked;
              without.leavingOut(among.get(among.size() - 1));
            });
    return without;
  }

  private static boolean isAsked(Map<String, Object> values, PromptState prompt) {
    return prompt.with().members().entrySet().stream()
        .allMatch(
            wanted ->
                values.get(wanted.getKey()) instanceof String said
                    && wanted.getValue().equals(Json.of(said)));
  }
}
