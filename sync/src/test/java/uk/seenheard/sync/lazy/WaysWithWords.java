package uk.seenheard.sync.lazy;

import static uk.seenheard.sync.lazy.Account.INCIDENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Least;

/** Something stands where words belong, and says nothing. */
final class WaysWithWords {
  private static final List<String> MARKS =
      List.of(
          ".",
          "-",
          "...",
          "?",
          "x",
          "\u00a0",
          "\u200b",
          "\uD83D\uDC4D",
          "/",
          "xx",
          "\u3164\u2060",
          "\uD83D\uDE42\uD83D\uDE42",
          "*",
          "~~",
          "\u00ad",
          "X.");
  private static final List<String> STAND_INS =
      List.of(
          "n/a",
          "none",
          "unknown",
          "as above",
          "not known",
          "see above",
          "ditto",
          "N/A.",
          "tbc",
          "same",
          "nil",
          "see BWV",
          "same as above",
          "not applicable",
          "don't know",
          "to follow");
  private static final List<String> ONE_WORD =
      List.of("fine", "ok", "OK.", "normal", "yes", "Fine fine");
  private static final Set<String> ANSWERS =
      Set.of("none", "unknown", "not known", "nil", "don't know", "not applicable", "n/a", "N/A.");
  private static final String ONE_FOR_ALL = "Child seen and spoken to, all in order";

  private WaysWithWords() {}

  static List<Lazy> of(String form) {
    Account careful = CarefulOfficer.base(form);
    List<Lazy> ways = new ArrayList<>();
    int turn = CarefulOfficer.FORMS.indexOf(form) * 5;
    for (Asked asked : Asked.by(careful)) {
      if (asked.is(FieldType.TEXT)) {
        turn++;
        words(ways, careful, asked, turn);
      } else if (asked.is(FieldType.REGISTER)) {
        register(ways, careful, asked);
      }
    }
    typed(ways, careful);
    copied(ways, careful);
    return ways;
  }

  private static void words(List<Lazy> ways, Account careful, Asked asked, int turn) {
    spoil(ways, careful, asked, "a mark for words", MARKS.get(turn % MARKS.size()));
    String standIn = STAND_INS.get(turn * 3 % STAND_INS.size());
    // Where "none" is an answer, the form's own list says which stand-ins are none.
    boolean mayAnswer =
        asked
            .field()
            .standIns()
            .map(none -> none.stream().noneMatch(ANSWERS::contains))
            .orElse(false);
    if (!mayAnswer || !ANSWERS.contains(standIn)) {
      spoil(ways, careful, asked, "a stand-in for words", standIn);
    }
    if (asked.field().least() == Least.WORDS) {
      spoil(
          ways, careful, asked, "one word for a description", ONE_WORD.get(turn % ONE_WORD.size()));
    }
    spoil(ways, careful, asked, "the question given back", asked.state().question());
  }

  private static void spoil(
      List<Lazy> ways, Account careful, Asked asked, String kind, String words) {
    ways.add(
        new Lazy(
            kind,
            asked.key() + ' ' + asked.name() + " = " + shown(words),
            careful.copy().put(asked.key(), asked.name(), words),
            asked.look()));
  }

  static String shown(String words) {
    StringBuilder shown = new StringBuilder("\"");
    words
        .codePoints()
        .forEach(
            c -> {
              if (c > 0x20 && c < 0x7f || c == ' ') {
                shown.appendCodePoint(c);
              } else {
                shown.append(String.format(Locale.ROOT, "U+%04X", c));
              }
            });
    return shown.append('"').toString();
  }

  /** What is typed to add an entry: a child's words, a clip, an action, a crime. */
  private static void typed(List<Lazy> ways, Account careful) {
    for (String key : careful.keys("statement")) {
      for (String mark : MARKS) {
        if (!mark.equals("x") && !mark.equals("xx") && !mark.equals("X.")) {
          ways.add(
              new Lazy(
                  "a mark for a child's words",
                  key + " words = " + shown(mark),
                  careful.copy().put(key, "words", mark),
                  Look.field(key, "words")));
        }
      }
      for (String standIn : List.of("n/a", "as above", "see BWV", "ditto", "tbc", "see notebook")) {
        ways.add(
            new Lazy(
                "a stand-in for a child's words",
                key + " words = " + shown(standIn),
                careful.copy().put(key, "words", standIn),
                Look.field(key, "words")));
      }
      ways.add(
          new Lazy(
              "the question given back",
              key + " words are the question",
              careful.copy().put(key, "words", careful.get(key, "question")),
              Look.field(key, "words")));
    }
    for (String camera : List.of("part", "no", "see axon")) {
      ways.add(
          new Lazy(
              "a camera that was off, without a reason",
              "attendance.1 recording = " + camera,
              careful.copy().put("attendance.1", "recording", camera),
              Look.field("attendance.1", "recording")));
    }
    for (String what : List.of(".", "nfa", "NFA.", "none", "nothing", "no further action", "x")) {
      ways.add(
          new Lazy(
              "an action that is none",
              "action.1 what = " + shown(what),
              careful.copy().put("action.1", "what", what),
              Look.field("action.1", "what")));
    }
  }

  private static void register(List<Lazy> ways, Account careful, Asked asked) {
    Json.Obj full = (Json.Obj) careful.get(asked.key(), asked.name());
    for (String member : full.members().keySet()) {
      if (member.equals("tool") && !careful.form.id().equals("domestic-abuse")) {
        continue;
      }
      ways.add(register(careful, asked, member + " left out", without(full, member)));
      if (!member.equals("grade") && !member.equals("tool")) {
        for (String words : List.of(".", "n/a", "\u200b", "as above", "x", "unknown")) {
          ways.add(
              register(
                  careful,
                  asked,
                  member + " = " + shown(words),
                  full.with(member, Json.of(words))));
        }
      }
    }
    if (full.members().size() > 3) {
      Json.Obj same = full;
      for (String member : full.members().keySet()) {
        same = same.with(member, Json.of("Low risk here"));
      }
      ways.add(register(careful, asked, "the same words in each part", same));
    }
  }

  private static Json.Obj without(Json.Obj full, String member) {
    Json.Builder rest = Json.object();
    full.members()
        .forEach(
            (name, value) -> {
              if (!name.equals(member)) {
                rest.put(name, value);
              }
            });
    return rest.build();
  }

  private static Lazy register(Account careful, Asked asked, String way, Json.Obj value) {
    return new Lazy(
        "a grade without its grounds",
        asked.key() + ' ' + asked.name() + ": " + way,
        careful.copy().put(asked.key(), asked.name(), value),
        asked.look());
  }

  /** The same words for a brother as for his sister, and for everything that is asked of one. */
  private static void copied(List<Lazy> ways, Account careful) {
    Account all = careful.copy();
    for (String field :
        List.of("demeanour", "appearance", "behaviour", "interaction", "wishes", "effectSeen")) {
      all.put("child.1", field, ONE_FOR_ALL);
    }
    ways.add(
        new Lazy(
            "one text for everything",
            "child.1 is described in one sentence, six times",
            all,
            Look.prompt("child.1", "child-own-voice")));
    ways.add(
        new Lazy(
            "one text for everything",
            "the child's words are the officer's text about the child",
            careful.copy().put("statement.1", "words", careful.get("child.1", "demeanour")),
            Look.prompt("child.1", "child-own-voice")));
    if (!careful.keys("child").contains("child.2")) {
      return;
    }
    for (String field :
        List.of("demeanour", "appearance", "behaviour", "interaction", "wishes", "effectSeen")) {
      if (careful.has("child.2", field)) {
        ways.add(
            new Lazy(
                "a sibling's words",
                "child.2 " + field + " is child.1's",
                careful.copy().put("child.2", field, careful.get("child.1", field)),
                Look.prompt("child.2", "child-own-voice")));
      }
    }
    ways.add(
        new Lazy(
            "a sibling's words",
            "child.2 says what child.1 says",
            careful.copy().put("statement.2", "words", careful.get("statement.1", "words")),
            Look.prompt("child.2", "child-own-voice")));
    ways.add(
        new Lazy(
            "a sibling's words",
            "child.2 says what child.1 says, and a tap calls it true of both",
            careful
                .copy()
                .put("statement.2", "words", careful.get("statement.1", "words"))
                .put("child.1", "ownVoice", "yes")
                .put("child.2", "ownVoice", "yes"),
            Look.prompt("child.2", "child-own-voice")));
    ways.add(
        new Lazy(
            "a sibling's words",
            "the notice says of child.2 what child.1 said",
            careful
                .copy()
                .put("referral.1", "childSaid", "I want to sleep in my own bed")
                .put("referral.2", "childSaid", "I want to sleep in my own bed"),
            Look.prompt("child.2", "child-own-voice")));
  }

  /** Every text a mark at once. */
  static Lazy allMarks(String form) {
    Account account = CarefulOfficer.base(form);
    List<Look> looks = new ArrayList<>();
    int turn = 0;
    List<Asked> texts = new ArrayList<>(Asked.by(account));
    texts.removeIf(asked -> !asked.is(FieldType.TEXT));
    for (Asked asked : texts) {
      account.put(asked.key(), asked.name(), MARKS.get(turn++ % MARKS.size()));
    }
    Notebook book = account.write();
    for (Asked asked : texts) { // of what nobody explained nobody asks who explained it
      if (book.prompts().stream()
          .anyMatch(
              prompt ->
                  prompt.prompt().equals(asked.prompt())
                      && book.key(prompt.subject()).equals(asked.key()))) {
        looks.add(asked.look());
      }
    }
    for (String key : account.keys("statement")) {
      account.put(key, "words", ".");
      looks.add(
          Look.prompt(
              account.get(key, "about") instanceof Ref ref ? ref.key() : INCIDENT, "child-words"));
    }
    return new Lazy(form, "lazy throughout", "a mark in every text", account, looks);
  }
}
