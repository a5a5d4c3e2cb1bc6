package uk.seenheard.sync.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.codec.Json;

/**
 * A field that a form knows.
 *
 * @param collection the collection of the entries that hold it, {@code ""} for the incident
 * @param name its id in the record; with {@code per}, the part before the dot
 * @param label what stands before the answer when it is shown
 * @param codes the code list of a CODE or CODES field
 * @param evidence whether replacing another author's answer needs a reason
 * @param voice whether the text is a child's own: the same text for two children is flagged
 * @param graver codes from the least to the most grave: while the field is contradicted, the
 *     gravest of the standing answers acts
 * @param concern answers that are a concern and make a public protection notice due
 * @param per the collection for whose every entry the field is asked apart: the field {@code link}
 *     per {@code child} is {@code link.ID}
 * @param ahead whether a DATE or TIME may lie in the future
 * @param fromNow whether a TIME is taken to be the moment at which its entry is added, until
 *     somebody says otherwise
 * @param most the largest COUNT that is believed
 * @param members of a REGISTER: the code lists that its members take, by member; its {@code grade}
 *     takes the codes of {@code graver}, every other member words or answers of its own
 * @param least the least that a text takes, and each text of a register
 * @param standIns texts such as "n/a" that are no answer to a TEXT field; empty: those that the
 *     form's reading names
 */
public record FormField(
    String collection,
    String name,
    String label,
    FieldType type,
    Optional<String> codes,
    boolean evidence,
    boolean voice,
    List<String> graver,
    Set<Json> concern,
    Optional<String> per,
    boolean ahead,
    boolean fromNow,
    long most,
    Map<String, String> members,
    Least least,
    Optional<Set<String>> standIns) {
  /** The member of a register that holds its grade. */
  public static final String GRADE = "grade";

  /** Copies the collections. */
  public FormField {
    graver = List.copyOf(graver);
    concern = Set.copyOf(concern);
    members = Map.copyOf(members);
    standIns = standIns.map(Set::copyOf);
  }

  /** Where the field stands in a form: {@code place} or {@code child.seen}. */
  public String key() {
    return collection.isEmpty() ? name : collection + '.' + name;
  }
}
