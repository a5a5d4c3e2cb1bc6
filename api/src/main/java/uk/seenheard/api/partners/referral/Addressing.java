package uk.seenheard.api.partners.referral;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.duty.NoticeWay;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.reading.Words;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;

/**
 * Finds who gets a notice: by the child's own school and address, never by the place of the
 * incident, unless the child lives there. Where that is not certain nobody is chosen: a person says
 * who it is.
 *
 * <p>And so which notices this server itself takes to whom they are for: it knows each recipient,
 * and reaches it first by a channel of its own. Who took such a notice is asked of nobody, and
 * settled by nothing that somebody types.
 */
final class Addressing implements NoticeWay {
  private static final String SCHOOL = "school";

  private final ReferralPolicy policy;

  /** A register has tens of thousands: by their bare names and by their numbers. */
  private final Map<String, List<Recipient>> schools = new HashMap<>();

  /** All of them by kind and area. */
  private final Map<String, List<Recipient>> places = new HashMap<>();

  /** Each shift that begins is told of them. */
  private final Set<String> kinds;

  Addressing(ReferralPolicy policy) {
    this.policy = policy;
    this.kinds = kinds(policy);
    for (Recipient one : policy.recipients()) {
      places.computeIfAbsent(one.kind() + ' ' + one.area(), none -> new ArrayList<>()).add(one);
      if (one.kind().equals(SCHOOL)) {
        schools.computeIfAbsent(Words.bare(one.name()), none -> new ArrayList<>()).add(one);
        one.urn()
            .ifPresent(urn -> schools.computeIfAbsent(urn, none -> new ArrayList<>()).add(one));
      }
    }
  }

  /**
   * To whom a notice goes.
   *
   * @param to in the order of the directory; none where somebody has to choose
   * @param why nobody was found, in words without anybody's name
   */
  record Found(List<Recipient> to, Optional<String> why) {
    Found {
      to = List.copyOf(to);
    }

    static Found nobody(String why) {
      return new Found(List.of(), Optional.of(why));
    }
  }

  @Override
  public boolean isOpen(long received) {
    return received >= policy.from();
  }

  @Override
  public Set<FieldPath> carried(Incident incident) {
    Set<FieldPath> carried = new LinkedHashSet<>();
    for (Referral referral : Referrals.of(incident)) {
      if (referral.sending().begun() || takes(incident, referral)) {
        carried.add(referral.at());
      }
    }
    return carried;
  }

  @Override
  public Set<String> kinds() {
    return kinds;
  }

  private static Set<String> kinds(ReferralPolicy policy) {
    Set<String> kinds = new TreeSet<>();
    policy
        .kinds()
        .forEach(
            (code, kind) -> {
              List<Recipient> to =
                  policy.recipients().stream().filter(one -> one.kind().equals(kind.to())).toList();
              if (!to.isEmpty() && to.stream().allMatch(one -> one.channels().get(0).isOwn())) {
                kinds.add(code);
              }
            });
    return Set.copyOf(kinds);
  }

  @Override
  public Map<FieldPath, List<String>> recipients(Incident incident) {
    Map<FieldPath, List<String>> recipients = new LinkedHashMap<>();
    for (Referral referral : Referrals.of(incident)) {
      List<Recipient> to = of(incident, referral).to();
      if (!to.isEmpty()) {
        recipients.put(referral.at(), to.stream().map(Recipient::id).toList());
      }
    }
    return recipients;
  }

  /** Whether it goes to each of its recipients by this server. */
  boolean takes(Incident incident, Referral referral) {
    List<Recipient> to = of(incident, referral).to();
    return !to.isEmpty() && to.stream().allMatch(one -> one.channels().get(0).isOwn());
  }

  Found of(Incident incident, Referral referral) {
    ReferralPolicy.Kind kind = policy.kinds().get(referral.kind());
    if (kind == null) {
      return Found.nobody("The force's file does not say who gets this kind of notice.");
    }
    if (referral.about().isEmpty()) {
      return Found.nobody("The notice does not say whom it is about.");
    }
    Set<Recipient> to = new LinkedHashSet<>();
    for (FieldPath about : referral.about()) {
      Found found =
          kind.to().equals(SCHOOL) ? school(incident, about) : byArea(incident, about, kind.to());
      if (found.to().isEmpty()) {
        return found;
      }
      to.addAll(found.to());
    }
    return new Found(new ArrayList<>(to), Optional.empty());
  }

  private Found school(Incident incident, FieldPath child) {
    Set<String> named = texts(incident, child, "school");
    if (named.size() != 1) {
      return Found.nobody("The child's school is not known, or officers differ.");
    }
    String name = named.iterator().next();
    Set<Recipient> found = new LinkedHashSet<>(schools.getOrDefault(Words.bare(name), List.of()));
    found.addAll(schools.getOrDefault(name.strip(), List.of()));
    if (found.size() > 1) {
      // Of one name the one in the child's own area, if that is known.
      Set<String> areas = areas(incident, child);
      found.removeIf(one -> !areas.contains(one.area()));
    }
    return found.size() == 1
        ? new Found(new ArrayList<>(found), Optional.empty())
        : Found.nobody("The directory has no school of that name, or several.");
  }

  private Found byArea(Incident incident, FieldPath child, String kind) {
    Set<String> areas = areas(incident, child);
    List<Recipient> found = new ArrayList<>();
    for (String area : areas) {
      List<Recipient> there = places.getOrDefault(kind + ' ' + area, List.of());
      if (there.size() != 1) {
        return Found.nobody("The directory has not exactly one " + kind + " for the child's area.");
      }
      found.addAll(there);
    }
    return found.isEmpty()
        ? Found.nobody("It is not known in which area the child lives.")
        : new Found(found, Optional.empty());
  }

  /**
   * The areas that the child's own authorities or address name; else the force's home area. A child
   * who lives where it happened lives at that place. An address that names several is a street
   * called after another town, or officers differ: then only an authority says which of them it is.
   */
  private Set<String> areas(Incident incident, FieldPath child) {
    Set<String> authorities = named(texts(incident, child, "authorities", "homeAuthority"));
    Set<String> addresses = named(address(incident, child));
    if (addresses.size() > 1) {
      return authorities;
    }
    Set<String> areas = new TreeSet<>(authorities);
    areas.addAll(addresses);
    if (!areas.isEmpty()) {
      return areas;
    }
    boolean elsewhere =
        texts(incident, child, "livesHere").contains("no")
            || texts(incident, child, "otherForce").contains("yes");
    return elsewhere ? Set.of() : Set.of(policy.areas().home());
  }

  /** Where a child lives: nobody is asked for the address of one who lives here. */
  private static Set<String> address(Incident incident, FieldPath child) {
    Set<String> own = texts(incident, child, "address");
    boolean here = texts(incident, child, "livesHere").equals(Set.of("yes"));
    if (!own.isEmpty() || !here) {
      return own;
    }
    Set<String> place = new LinkedHashSet<>();
    incident
        .record()
        .field(new FieldPath("place"))
        .ifPresent(field -> field.standing().forEach(answer -> add(place, answer.value())));
    return place;
  }

  private Set<String> named(Set<String> texts) {
    Set<String> areas = new TreeSet<>();
    for (String text : texts) {
      String bare = ' ' + Words.bare(text) + ' ';
      policy
          .areas()
          .names()
          .forEach(
              (code, names) -> {
                if (names.stream().anyMatch(name -> bare.contains(' ' + Words.bare(name) + ' '))) {
                  areas.add(code);
                }
              });
    }
    return areas;
  }

  /** What stands in some fields of an entry, or what it was added with. */
  static Set<String> texts(Incident incident, FieldPath entry, String... names) {
    Set<String> texts = new LinkedHashSet<>();
    for (String name : names) {
      Optional<Field> field = incident.record().field(entry, name);
      if (field.isPresent()) {
        for (Answer answer : field.get().standing()) {
          add(texts, answer.value());
        }
      } else {
        incident
            .record()
            .entry(entry)
            .map(Entry::added)
            .orElse(List.of())
            .forEach(
                added -> {
                  if (added.by().value() instanceof Json.Obj with) {
                    with.get(name).ifPresent(value -> add(texts, value));
                  }
                });
      }
    }
    return texts;
  }

  private static void add(Set<String> texts, Json value) {
    if (value instanceof Json.Text text && Words.says(text.value())) {
      texts.add(text.value());
    }
  }
}
