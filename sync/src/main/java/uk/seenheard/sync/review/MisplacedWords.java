package uk.seenheard.sync.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Moved;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Departed;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * The words that were written under the wrong reference, as they are moved: an author's, or an
 * entry's with what hangs on it. Acts of review stay where they were decided, and so does {@code
 * attend}, which says where somebody was.
 *
 * @param portions of each change that is concerned, in the order of the log
 */
public record MisplacedWords(List<Portion> portions) {

  /** Copies the list. */
  public MisplacedWords {
    portions = List.copyOf(portions);
  }

  /**
   * What belongs elsewhere of one change.
   *
   * @param ops indices of its operations, ascending
   * @param isWhole whether nothing of it stays but that somebody was there
   */
  public record Portion(Change change, List<Integer> ops, boolean isWhole) {
    /** Copies the list. */
    public Portion {
      ops = List.copyOf(ops);
    }
  }

  /**
   * Everything that an author recorded.
   *
   * @param taking the changes that take part in the incident's fold
   */
  public static MisplacedWords ofAuthor(Collection<Change> taking, String author) {
    return of(taking, (change, index) -> change.author().equals(author));
  }

  /** An entry as it is read, and what hangs on it, whoever recorded it. */
  public static MisplacedWords ofEntry(
      Collection<Change> taking, IncidentRecord record, FieldPath entry) {
    Set<FieldPath> group = group(record, entry);
    Set<OperationId> joins = new HashSet<>();
    for (RecordedAct deed : record.deeds()) {
      if (Act.SAME_AS.is(deed.act()) && names(deed, group)) {
        joins.add(deed.id());
      }
    }
    return of(
        taking,
        (change, index) ->
            hangsOn(change.ops().get(index), group, joins, change.id(index))
                || isNoteOf(change, index, group));
  }

  /** From which paper words were taken goes with them. */
  private static boolean isNoteOf(Change change, int index, Set<FieldPath> group) {
    if (!(change.ops().get(index) instanceof Operation.Act act) || !Act.NOTED.is(act.act())) {
      return false;
    }
    return change.ops().stream()
        .filter(op -> !(op instanceof Operation.Act))
        .allMatch(op -> hangsOn(op, group, Set.of(), change.id(index)));
  }

  /** The entry with its twins, and the entries that are about one of these. */
  private static Set<FieldPath> group(IncidentRecord record, FieldPath entry) {
    Set<FieldPath> group = new LinkedHashSet<>();
    record.entry(entry).ifPresent(found -> group.addAll(found.twins()));
    group.add(entry);
    Incident incident = Incident.of(record);
    for (Entry other : record.entries().values()) {
      if (incident.about(other.at()).stream().anyMatch(group::contains)) {
        group.addAll(other.twins());
      }
    }
    return group;
  }

  private static boolean names(RecordedAct deed, Set<FieldPath> group) {
    return deed.about().filter(group::contains).isPresent()
        || deed.with()
            .text("entry")
            .filter(text -> !FieldPath.fault(text).isPresent())
            .filter(text -> group.contains(new FieldPath(text)))
            .isPresent();
  }

  private static boolean hangsOn(
      Operation op, Set<FieldPath> group, Set<OperationId> joins, OperationId id) {
    if (op instanceof Operation.SetField set) {
      return isIn(set.at(), group);
    } else if (op instanceof Operation.AddEntry add) {
      return isIn(add.at(), group);
    } else if (op instanceof Operation.StrikeEntry strike) {
      return isIn(strike.at(), group);
    } else if (op instanceof Operation.Act act) {
      return joins.contains(id)
          || (Act.SEPARATE.is(act.act()) && !act.over().isEmpty() && joins.containsAll(act.over()));
    }
    return false;
  }

  private static boolean isIn(FieldPath at, Set<FieldPath> group) {
    return group.stream().anyMatch(one -> at.equals(one) || at.text().startsWith(one.text() + '/'));
  }

  private static MisplacedWords of(
      Collection<Change> taking, BiPredicate<Change, Integer> belongsElsewhere) {
    Departed departed = new Departed();
    taking.forEach(departed::add);
    List<Portion> portions = new ArrayList<>();
    Set<OperationId> seen = new HashSet<>();
    for (Change change : taking) {
      List<Integer> ops = new ArrayList<>();
      boolean whole = true;
      for (int i = 0; i < change.ops().size(); i++) {
        Operation op = change.ops().get(i);
        boolean stays = op instanceof Operation.Act act && !Act.isRecorded(act.act());
        boolean here = !departed.isAway(change.carrier(i)) && !seen.contains(change.id(i));
        if (!stays && here && belongsElsewhere.test(change, i)) {
          ops.add(i);
          seen.add(change.id(i));
        } else {
          whole &= op instanceof Operation.Act act && Act.ATTEND.is(act.act());
        }
      }
      if (!ops.isEmpty()) {
        portions.add(new Portion(change, ops, whole));
      }
    }
    return new MisplacedWords(portions);
  }

  /** What an act names: whole changes by their hash, else operations by what carries them. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Portion portion : portions) {
      if (portion.isWhole()) {
        names.add(portion.change().hash().hex());
      } else {
        portion.ops().forEach(i -> names.add(portion.change().carrier(i).toString()));
      }
    }
    return names;
  }

  /**
   * A portion as it stands where it belongs: what was written, by whom, when, on which device, and
   * the names of its operations are as they were. Empty when the text would be too long.
   *
   * @param target the incident where it belongs
   * @param at when the change was received, by the server's clock, milliseconds since 1970
   * @param nonce 16 random bytes in hex: what is moved to and fro comes back as another change, or
   *     the act that named the one before would name it too
   */
  public static Optional<Change> copy(
      Portion portion, String target, long at, String nonce, JsonReader reader, ChangeCodec codec) {
    Change change = portion.change();
    Json.Obj content = (Json.Obj) reader.read(change.content());
    List<Json> ops = new ArrayList<>();
    List<Json> places = new ArrayList<>();
    for (int i : portion.ops()) {
      ops.add(content.items("ops").get(i));
      places.add(Json.of(change.id(i).index()));
    }
    Hash origin = change.moved().map(Moved::change).orElse(change.hash());
    Json.Obj moved =
        Json.object()
            .put("incident", change.incident())
            .put("change", origin.hex())
            .put("ops", Json.list(places))
            .put("at", change.moved().map(Moved::at).orElse(at))
            .build();
    String text =
        content
            .with("incident", Json.of(target))
            .with("ops", Json.list(ops))
            .with("moved", moved)
            .with("nonce", Json.of(nonce))
            .canonical();
    return codec.read(text).fold(Optional::of, tooLong -> Optional.empty());
  }
}
