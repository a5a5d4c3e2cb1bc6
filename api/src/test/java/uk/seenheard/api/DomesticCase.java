package uk.seenheard.api;

import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Worked case 2, a baby and a six-year-old, as operations: what a good officer records. Entries
 * have the paths that the case was made with, so that tests can leave things out and come back.
 */
public final class DomesticCase {
  public final String baby = entry("child");
  public final String mia = entry("child");
  public final String suspect = entry("adult");
  public final String victim = entry("adult");

  /** Place, time, counts, footage, offences, risk, actions. */
  public List<Operation> scene() {
    List<Operation> ops = new ArrayList<>();
    fields(ops, "", "place", "12 Elm Row", "happened", "2026-11-20T22:40Z");
    fields(ops, "", "childrenLiving", 2, "childrenHere", 2, "adultsHere", 2);
    fields(ops, "", "honour", "no", "mutilation", "no", "closing", "ongoing");
    fields(ops, "", "indicators", List.of("assault", "assault-child"));
    ops.add(
        set(
            "risk",
            Json.object()
                .put("grade", "high")
                .put("tool", "dash")
                .put("reasons", "Escalating; children present")
                .build()));
    put(ops, "footage", "clip", "BWV-1");
    put(ops, "attendance", "recording", "all");
    put(ops, "action", "what", "Visit", "owner", "Ashmere", "due", "2031-11-21T12:00Z");
    put(ops, "crime", "offence", "assault", "reference", "45/10233/26");
    put(ops, "crime", "offence", "assault-child", "reference", "45/10234/26");
    return ops;
  }

  /** The adults and their links to both children. */
  public List<Operation> adults() {
    List<Operation> ops = new ArrayList<>();
    ops.add(add(suspect, Json.EMPTY));
    fields(ops, suspect, "name", "Carl", "role", "suspect", "otherChildren", "no");
    fields(ops, suspect, "ethnicity", "W1", "bailConditions", "yes", "bailed", "elsewhere");
    ops.add(add(victim, Json.EMPTY));
    fields(ops, victim, "name", "Dee", "role", "victim", "otherChildren", "no");
    fields(ops, victim, "ethnicity", "W1");
    for (String child : List.of(baby, mia)) {
      String id = child.substring(child.indexOf('/') + 1);
      fields(ops, suspect, "link." + id, "father");
      fields(ops, victim, "link." + id, "mother");
    }
    return ops;
  }

  /** The six-year-old, with her words. */
  public List<Operation> mia() {
    List<Operation> ops = new ArrayList<>();
    ops.add(add(mia, Json.EMPTY));
    child(ops, mia, "Mia", "2020-05-01");
    fields(ops, mia, "injury", "no", "effect", List.of("heard"), "setting", "school");
    fields(ops, mia, "school", "Hill Primary", "spoken", "yes", "alone", "yes");
    fields(ops, mia, "interpreter", "not-needed", "wishes", "Her own bed");
    about(
        ops,
        mia,
        "statement",
        "words",
        "Daddy shouted and Mummy fell. I hid.",
        "askedBy",
        "pc1201",
        "question",
        "What happened?");
    about(ops, mia, "referral", "kind", "ppn");
    about(ops, mia, "referral", "kind", "encompass");
    discussion(ops, mia);
    return ops;
  }

  /** The baby, on the pre-verbal path, with a bruise. */
  public List<Operation> baby() {
    List<Operation> ops = new ArrayList<>();
    ops.add(add(baby, Json.EMPTY));
    child(ops, baby, "Baby", "2026-04-12");
    fields(ops, baby, "injury", "yes", "injuryWhat", "Bruise on the left cheek", "mobile", "no");
    fields(ops, baby, "medical", "child-protection", "explanation", "Fell against the cot");
    fields(ops, baby, "explanationBy", "The mother", "setting", "none");
    fields(ops, baby, "effect", List.of("saw", "hurt"));
    about(ops, baby, "referral", "kind", "ppn");
    about(ops, baby, "referral", "kind", "encompass-early-years");
    discussion(ops, baby);
    return ops;
  }

  /** Everything. */
  public List<Operation> all() {
    List<Operation> ops = new ArrayList<>(scene());
    ops.addAll(adults());
    ops.addAll(mia());
    ops.addAll(baby());
    return ops;
  }

  private static void child(List<Operation> ops, String child, String name, String born) {
    fields(ops, child, "name", name, "dob", born, "gender", "girl", "disability", "no");
    fields(ops, child, "protection", "none", "livesHere", "yes", "hereNow", "yes", "seen", "yes");
    fields(ops, child, "seenWhere", "Living room", "safe", "yes", "demeanour", "Quiet");
    fields(ops, child, "appearance", "Clean pyjamas", "behaviour", "Holds a toy dog");
    fields(ops, child, "interaction", "Stays close to her mother", "effectSeen", "Cried");
    fields(ops, child, "caredBy", "Her mother", "ethnicity", "W1");
  }

  private static void discussion(List<Operation> ops, String child) {
    about(
        ops,
        child,
        "discussion",
        "held",
        "yes",
        "at",
        "2026-11-20T23:10Z",
        "who",
        "DS, social care",
        "decisions",
        "Joint enquiry; medical tonight");
  }

  private static void put(List<Operation> ops, String collection, String... values) {
    ops.add(add(entry(collection), value(values).build()));
  }

  private static void about(
      List<Operation> ops, String subject, String collection, String... values) {
    ops.add(add(entry(collection), value(values).put("about", subject).build()));
  }

  private static Json.Builder value(String... values) {
    Json.Builder value = Json.object();
    for (int i = 0; i < values.length; i += 2) {
      value.put(values[i], values[i + 1]);
    }
    return value;
  }

  private static void fields(List<Operation> ops, String entry, Object... values) {
    for (int i = 0; i < values.length; i += 2) {
      String at = (entry.isEmpty() ? "" : entry + '/') + values[i];
      ops.add(set(at, json(values[i + 1])));
    }
  }

  private static Json json(Object value) {
    if (value instanceof Integer number) {
      return Json.of(number);
    }
    if (value instanceof List<?> list) {
      List<String> texts = new ArrayList<>();
      list.forEach(item -> texts.add(String.valueOf(item)));
      return Json.texts(texts);
    }
    return Json.of(String.valueOf(value));
  }
}
