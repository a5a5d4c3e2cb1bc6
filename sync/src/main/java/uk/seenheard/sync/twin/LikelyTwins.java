package uk.seenheard.sync.twin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Names;

/**
 * Proposes which children and adults of an incident may be one and the same, because two officers
 * wrote them down. It never joins: a child too few is worse than one too many, so it stays silent
 * where birth dates or ages speak against it, and where a person has separated the two already.
 */
public final class LikelyTwins {
  /** Entries of a collection that are compared; a house with more is not compared further. */
  private static final int MOST_ENTRIES = 100;

  private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

  private static final int CHILD_YEARS = 1;
  private static final int ADULT_YEARS = 5;

  private LikelyTwins() {}

  /** The proposals for an incident, children first, those with most reasons first. */
  public static List<Likeness> in(IncidentRecord record) {
    Incident incident = Incident.of(record);
    List<Likeness> found = new ArrayList<>();
    found.addAll(in(record, Incident.CHILD, incident.children(), CHILD_YEARS));
    found.addAll(in(record, Incident.ADULT, incident.adults(), ADULT_YEARS));
    return Collections.unmodifiableList(found);
  }

  private static List<Likeness> in(
      IncidentRecord record, String collection, List<Entry> entries, int years) {
    Set<Set<FieldPath>> separated = separated(record);
    List<PersonSketch> people = new ArrayList<>();
    for (Entry entry : entries) {
      if (people.size() < MOST_ENTRIES) {
        people.add(new PersonSketch(record, entry));
      }
    }
    List<String> links = collection.equals(Incident.ADULT) ? links(record) : List.of();
    List<Likeness> found = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      for (int j = i + 1; j < people.size(); j++) {
        PersonSketch one = people.get(i);
        PersonSketch other = people.get(j);
        if (!isSeparated(separated, one.entry(), other.entry())) {
          List<String> reasons = reasons(record, collection, links, one, other, years);
          if (!reasons.isEmpty()) {
            found.add(new Likeness(collection, one.entry().at(), other.entry().at(), reasons));
          }
        }
      }
    }
    found.sort(Comparator.comparing((Likeness likeness) -> -likeness.reasons().size()));
    return found;
  }

  /** The reasons to take two people for one, or none when they do not suffice. */
  private static List<String> reasons(
      IncidentRecord record,
      String collection,
      List<String> links,
      PersonSketch one,
      PersonSketch other,
      int years) {
    List<String> reasons = new ArrayList<>();
    boolean sameName = anyPair(one.texts("name"), other.texts("name"), Names::same);
    boolean alike = anyPair(one.texts("name"), other.texts("name"), Names::alike);
    boolean nameless = one.texts("name").isEmpty() != other.texts("name").isEmpty();
    boolean sameBirth = anyPair(one.texts("dob"), other.texts("dob"), String::equals);
    boolean nearBirth = anyPair(one.texts("dob"), other.texts("dob"), LikelyTwins::oneDigitApart);
    boolean bothBorn = !one.texts("dob").isEmpty() && !other.texts("dob").isEmpty();
    OptionalLong apart = yearsApart(one, other, year(record));
    boolean ageFits = apart.isPresent() && apart.getAsLong() <= years;
    boolean swapped = anyPair(one.texts("dob"), other.texts("dob"), LikelyTwins::swapped);
    boolean sounds = anyPair(one.texts("name"), other.texts("name"), Names::soundAlike);
    boolean sameSchool = anyPair(one.texts("school"), other.texts("school"), Names::same);
    boolean twoOfficers = Collections.disjoint(one.authors(), other.authors());
    boolean against =
        (bothBorn && !sameBirth && !nearBirth && !swapped)
            || (apart.isPresent() && apart.getAsLong() > 3L * years);
    if (against) {
      return reasons;
    }
    if (sameName) {
      reasons.add("Both have the same name.");
    } else if (alike) {
      reasons.add("Their names are alike.");
    } else if (sounds) {
      reasons.add("Their names sound alike.");
    } else if (nameless) {
      reasons.add("One of them has no name yet.");
    }
    if (sameBirth) {
      reasons.add("Both were born on the same day.");
    } else if (nearBirth) {
      reasons.add("Their dates of birth differ in one digit.");
    } else if (swapped) {
      reasons.add("Their dates of birth have day and month the other way round.");
    } else if (ageFits) {
      reasons.add("Their ages fit.");
    }
    if (sameSchool) {
      reasons.add("Both go to the same school.");
    }
    boolean sameRole =
        collection.equals(Incident.ADULT)
            && anyPair(one.texts("role"), other.texts("role"), String::equals);
    if (sameRole) {
      reasons.add("Both have the same part in the incident.");
    }
    if (sharesLink(links, one, other)) {
      reasons.add("Both have the same relation to a child.");
    }
    if (twoOfficers) {
      reasons.add("Different officers wrote them down.");
    }
    // One officer who enters two children saw two children, unless name and birth are the same.
    boolean likely =
        twoOfficers
            ? sameName
                || (alike && (ageFits || sameBirth || !apart.isPresent()))
                || (sounds && (sameBirth || swapped || (sameSchool && ageFits)))
                || (nameless && (ageFits || sameBirth))
            : sameName && (sameBirth || (!bothBorn && !contradictsAge(apart, years)));
    return likely ? reasons : new ArrayList<>();
  }

  private static boolean contradictsAge(OptionalLong apart, int years) {
    return apart.isPresent() && apart.getAsLong() > years;
  }

  private interface Test {
    boolean holds(String one, String other);
  }

  private static boolean anyPair(List<String> ones, List<String> others, Test test) {
    for (String one : ones) {
      for (String other : others) {
        if (test.holds(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Day and month the other way round: 2015-03-04 and 2015-04-03. */
  private static boolean swapped(String one, String other) {
    return Days.parse(one).isPresent()
        && Days.parse(other).isPresent()
        && !one.equals(other)
        && one.substring(0, 4).equals(other.substring(0, 4))
        && one.substring(5, 7).equals(other.substring(8))
        && one.substring(8).equals(other.substring(5, 7));
  }

  private static boolean oneDigitApart(String one, String other) {
    return one.length() == other.length() && Names.slips(one, other, 1) == 1;
  }

  /** The smallest difference of what is known of their ages. */
  private static OptionalLong yearsApart(
      PersonSketch one, PersonSketch other, Optional<Integer> year) {
    OptionalLong least = OptionalLong.empty();
    for (long first : one.ages(year)) {
      for (long second : other.ages(year)) {
        long apart = Math.abs(first - second);
        if (!least.isPresent() || apart < least.getAsLong()) {
          least = OptionalLong.of(apart);
        }
      }
    }
    return least;
  }

  /** The year of the incident, as it was recorded. */
  private static Optional<Integer> year(IncidentRecord record) {
    return record
        .field(new FieldPath("happened"))
        .flatMap(field -> field.values().stream().findFirst())
        .filter(Json.Text.class::isInstance)
        .map(value -> ((Json.Text) value).value())
        .filter(LikelyTwins::beginsWithYear)
        .map(text -> Integer.parseInt(text.substring(0, 4)));
  }

  /** Whether a text of one line begins with four digits and a hyphen. */
  private static boolean beginsWithYear(String text) {
    for (int i = 0; i < 4; i++) {
      if (i == text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.startsWith("-", 4) && text.chars().noneMatch(c -> LINE_ENDS.indexOf(c) >= 0);
  }

  /** The fields in which an adult's relation to each child stands. */
  private static List<String> links(IncidentRecord record) {
    List<String> links = new ArrayList<>();
    for (Entry child : Incident.of(record).children()) {
      for (FieldPath path : child.twins()) {
        links.add("link." + path.text().substring(path.text().lastIndexOf('/') + 1));
      }
    }
    return links;
  }

  private static boolean sharesLink(List<String> links, PersonSketch one, PersonSketch other) {
    for (String link : links) {
      if (anyPair(one.texts(link), other.texts(link), String::equals)) {
        return true;
      }
    }
    return false;
  }

  /** The pairs that a person has said are two. */
  private static Set<Set<FieldPath>> separated(IncidentRecord record) {
    Set<Set<FieldPath>> pairs = new HashSet<>();
    Set<OperationId> undone = new HashSet<>();
    for (RecordedAct separate : record.deeds()) {
      if (Act.SEPARATE.is(separate.act())) {
        undone.addAll(separate.over());
        // Two that were never joined are kept apart by naming both.
        pair(separate).ifPresent(pairs::add);
      }
    }
    for (RecordedAct join : record.deeds()) {
      if (Act.SAME_AS.is(join.act()) && undone.contains(join.id())) {
        pair(join).ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  private static Optional<Set<FieldPath>> pair(RecordedAct deed) {
    return deed.about()
        .flatMap(
            one ->
                deed.with()
                    .text("entry")
                    .filter(text -> !FieldPath.fault(text).isPresent())
                    .map(FieldPath::new)
                    .map(
                        other -> {
                          Set<FieldPath> pair = new HashSet<>();
                          pair.add(one);
                          pair.add(other);
                          return pair;
                        }));
  }

  private static boolean isSeparated(Set<Set<FieldPath>> separated, Entry one, Entry other) {
    for (FieldPath first : one.twins()) {
      for (FieldPath second : other.twins()) {
        Set<FieldPath> pair = new HashSet<>();
        pair.add(first);
        pair.add(second);
        if (separated.contains(pair)) {
          return true;
        }
      }
    }
    return false;
  }
}
