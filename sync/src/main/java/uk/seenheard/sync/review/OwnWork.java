package uk.seenheard.sync.review;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.referral.Referrals;

/**
 * What one person did to a record that nobody but them would have looked at, were they the one who
 * authorises it: entries crossed out, joined or separated, words about who was told.
 *
 * <p>What somebody else has authorised and named as read was looked at: it stands in nobody's way.
 */
final class OwnWork {
  private static final Set<String> PEOPLE =
      Set.of(Incident.CHILD, Incident.ADULT, Incident.STATEMENT);

  /** What says that a notice reached somebody outside, whoever wrote the notice. */
  private static final List<String> TOLD = List.of("toldWho", "toldBy", "toldAt", "receipt");

  private final IncidentRecord record;
  private final String person;
  private final Set<OperationId> read = new HashSet<>();

  OwnWork(IncidentRecord record, String person) {
    this.record = record;
    this.person = person;
    for (RecordedAct deed : record.deeds()) {
      if (Act.AUTHORISE.is(deed.act()) && !deed.author().equals(person)) {
        for (Json one : deed.with().items("read")) {
          if (one instanceof Json.Text text) {
            OperationId.parse(text.value()).ifPresent(read::add);
          }
        }
      }
    }
    for (RecordedAct deed : record.deeds()) {
      if (Act.SEPARATE.is(deed.act()) && read.contains(deed.id())) {
        read.addAll(deed.over()); // who reads why two were separated reads that they were joined
      }
    }
  }

  /** Whether they crossed out a child, an adult or somebody's words that nobody restored. */
  boolean crossedOut() {
    return record.entries().values().stream()
        .filter(entry -> entry.struck() && isOfPeople(entry))
        .flatMap(entry -> entry.strikes().stream())
        .map(Entry.Strike::by)
        .anyMatch(strike -> isUnread(strike.author(), strike.id()));
  }

  /**
   * Whether they said of two entries that they are one, or are not. A join counts though somebody
   * undid it: what was settled while it stood has replaced what was said of either.
   */
  boolean joined() {
    return record.deeds().stream()
        .filter(deed -> Act.SAME_AS.is(deed.act()) || Act.SEPARATE.is(deed.act()))
        .anyMatch(deed -> isUnread(deed.author(), deed.id()));
  }

  /** Whether it is by their word that somebody outside was told of a notice. */
  boolean told() {
    for (Entry entry : record.entries().values()) {
      if (!entry.struck() && entry.at().collection().equals(Referrals.REFERRAL)) {
        if (entry.added().stream().map(Entry.Added::by).anyMatch(this::addedAsTold)) {
          return true;
        }
        for (String name : TOLD) {
          if (record.field(entry.at(), name).filter(this::isTheirs).isPresent()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean addedAsTold(Answer added) {
    return added.author().equals(person)
        && added.value() instanceof Json.Obj with
        && TOLD.stream().anyMatch(name -> with.get(name).isPresent());
  }

  private boolean isTheirs(Field field) {
    return field.standing().stream()
        .anyMatch(answer -> answer.author().equals(person) && !Authorising.chosen(answer, field));
  }

  private boolean isUnread(String author, OperationId id) {
    return author.equals(person) && !read.contains(id);
  }

  private static boolean isOfPeople(Entry entry) {
    String path = entry.at().text();
    return PEOPLE.contains(path.substring(0, Math.max(0, path.indexOf('/'))));
  }
}
