package uk.seenheard.api.partners.records;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Reference;
import uk.seenheard.sync.reading.Words;

/**
 * What the records system did with one revision: took it, under which references; or not, and why.
 */
sealed interface Outcome {
  /** The revision that it is about. */
  Sent of();

  /**
   * It is in the records system.
   *
   * @param references the crime references it gave, by the crime's entry in the record
   */
  record Accepted(Sent of, Map<FieldPath, String> references) implements Outcome {
    /** Copies and sorts the references. */
    public Accepted {
      references = Collections.unmodifiableMap(new TreeMap<>(references));
    }
  }

  /**
   * It is not.
   *
   * @param path the member of the revision that was refused; empty for the revision itself
   * @param code the kind of fault, by the records system's word for it
   * @param words the fault in a sentence
   */
  record Rejected(Sent of, String path, String code, String words) implements Outcome {}

  /** What was read of an item: one of the two. */
  record Read(Optional<Outcome> outcome, Optional<Verdict.Rejected> fault) {
    private static Read of(Outcome outcome) {
      return new Read(Optional.of(outcome), Optional.empty());
    }

    private static Read fault(String path, String code, String words) {
      return new Read(Optional.empty(), Optional.of(new Verdict.Rejected(path, code, words)));
    }
  }

  /** Characters of the sentence, at most. */
  int MOST_WORDS = 500;

  /** References that one outcome brings, at most. */
  int MOST_REFERENCES = 40;

  Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** No spaces: a path names a member and never says what stood there. */
  Pattern PATH = Pattern.compile("[A-Za-z0-9_./\\[\\]-]{0,200}");

  Pattern CRIME = Pattern.compile("crime/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Reads an item, and judges what can be judged without knowing the revision. */
  static Read read(Json given) {
    if (!(given instanceof Json.Obj item)) {
      return Read.fault("", "no-object", "An outcome is a JSON object.");
    }
    Optional<Long> n = item.whole("n").filter(one -> one > 0);
    if (n.isEmpty()) {
      return Read.fault("n", "n", "Give n as the revision has it.");
    }
    Optional<String> incident = item.text("incident").filter(Sent::isIncident);
    if (incident.isEmpty()) {
      return Read.fault("incident", "incident", "Give the incident's id as the revision has it.");
    }
    Sent of = new Sent(n.get(), incident.get());
    return switch (item.text("outcome").orElse("")) {
      case "accepted" -> accepted(of, item);
      case "rejected" -> rejected(of, item);
      default -> Read.fault("outcome", "outcome", "An outcome is accepted or rejected.");
    };
  }

  private static Read accepted(Sent of, Json.Obj item) {
    for (String name : new String[] {"path", "code", "words"}) {
      if (item.get(name).isPresent()) {
        return Read.fault(name, "not-rejected", "What was accepted has no fault.");
      }
    }
    List<Json> given = item.items("references");
    if (given.size() > MOST_REFERENCES) {
      return Read.fault(
          "references", "too-many", "One outcome brings " + MOST_REFERENCES + " references.");
    }
    Map<FieldPath, String> references = new TreeMap<>();
    for (int i = 0; i < given.size(); i++) {
      Json.Obj one = given.get(i) instanceof Json.Obj object ? object : Json.EMPTY;
      String where = "references[" + i + "].";
      String crime = one.text("crime").orElse("");
      String reference = one.text("reference").orElse("");
      if (!CRIME.matcher(crime).matches()) {
        return Read.fault(
            where + "crime", "crime", "Name the crime as the record does: crime/ and its id.");
      }
      Optional<String> fault = Reference.fault(reference);
      if (fault.isPresent()) {
        return Read.fault(where + "reference", "reference", fault.get());
      }
      if (references.put(new FieldPath(crime), reference.trim()) != null) {
        return Read.fault(where + "crime", "twice", "A crime has one reference.");
      }
    }
    return Read.of(new Accepted(of, references));
  }

  private static Read rejected(Sent of, Json.Obj item) {
    if (item.get("references").isPresent()) {
      return Read.fault("references", "rejected", "What was rejected has no references.");
    }
    Optional<String> code = item.text("code").filter(one -> CODE.matcher(one).matches());
    if (code.isEmpty()) {
      return Read.fault(
          "code", "code", "Give the kind of fault: 1 to 64 letters, digits, dots, hyphens.");
    }
    String path = item.text("path").orElse("");
    if (!PATH.matcher(path).matches()) {
      return Read.fault("path", "path", "A path has 200 characters at most, and no spaces.");
    }
    Optional<String> words =
        item.text("words").filter(one -> one.length() <= MOST_WORDS && Words.says(one));
    return words
        .map(sentence -> Read.of(new Rejected(of, path, code.get(), sentence)))
        .orElseGet(
            () ->
                Read.fault(
                    "words", "words", "Say the fault in a sentence of 500 characters at most."));
  }
}
