package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.footage.Candidate.Certainty;

/**
 * Decides which recordings may show an incident.
 *
 * <p>Nothing is certain that a clock could have made up: a recording is an officer's at an incident
 * only if it reaches into their time there however far the clocks may be off, and into their time
 * at no other incident. What is not certain is offered.
 */
final class Matching {
  private static final String NOBODY_KNOWS = "Nobody knows for certain who wore the camera.";

  private final String incident;
  private final FootageGiven given;
  private final FootagePolicy policy;

  Matching(String incident, FootageGiven given, FootagePolicy policy) {
    this.incident = incident;
    this.given = given;
    this.policy = policy;
  }

  /** The candidate that a recording is, unless nothing speaks for it or it is linked already. */
  Optional<Candidate> candidate(Clip clip) {
    if (clip.state() != ClipState.PRESENT || given.isLinked(clip, incident)) {
      return Optional.empty();
    }
    Set<String> wearers = given.wearers(clip, policy);
    Set<String> here = new TreeSet<>(wearers);
    here.retainAll(people());
    List<String> reasons = new ArrayList<>();
    Optional<Certainty> found =
        named(clip)
            ? byName(clip, wearers, here, reasons)
            : clip.timed() ? byTime(clip, wearers, here, reasons) : byHand(clip, here, reasons);
    if (!found.isPresent()) {
      return Optional.empty();
    }
    Certainty certainty = found.get();
    if (given.link(clip, incident).isPresent()) {
      reasons.add("It was taken off this incident.");
      certainty = Certainty.BY_HAND;
    }
    Optional<String> wearer =
        wearers.size() == 1 ? Optional.of(wearers.iterator().next()) : Optional.empty();
    return Optional.of(new Candidate(clip.source(), clip.id(), wearer, certainty, reasons));
  }

  private Optional<Certainty> byName(
      Clip clip, Set<String> wearers, Set<String> here, List<String> reasons) {
    reasons.add("It was recorded for this incident.");
    if (wearers.size() != 1) {
      reasons.add(NOBODY_KNOWS);
    } else if (here.isEmpty()) {
      reasons.add("Its officer is not known to have attended.");
    } else {
      reasons.add("Its officer attended.");
    }
    boolean only = onlyNamedHere(clip, reasons);
    return Optional.of(
        only && wearers.size() == 1 && !here.isEmpty() ? Certainty.CERTAIN : Certainty.LIKELY);
  }

  private Optional<Certainty> byTime(
      Clip clip, Set<String> wearers, Set<String> here, List<String> reasons) {
    Optional<Certainty> best = Optional.empty();
    for (String person : here) {
      List<String> why = new ArrayList<>();
      Optional<Certainty> one = byTime(clip, person, why);
      if (one.isPresent() && !best.isPresent()) {
        best = one;
        reasons.addAll(why);
      }
    }
    if (best.isPresent() && wearers.size() > 1) {
      reasons.add(NOBODY_KNOWS);
      return Optional.of(Certainty.LIKELY);
    }
    return best;
  }

  private Optional<Certainty> byHand(Clip clip, Set<String> here, List<String> reasons) {
    if (here.stream().noneMatch(person -> nearByItsOwnClock(clip, person))) {
      return Optional.empty();
    }
    reasons.add("Its officer attended.");
    reasons.add("Its times are no evidence: they were changed, or the camera had none.");
    return Optional.of(Certainty.BY_HAND);
  }

  private Optional<Certainty> byTime(Clip clip, String person, List<String> reasons) {
    boolean always = false;
    boolean shown = false;
    boolean near = false;
    for (Attended one : here()) {
      if (one.person().equals(person)) {
        Window window = one.window(policy);
        long off = clip.error(policy) + one.uncertainty();
        always |=
            window.overlaps(clip.shows().later(-off)) && window.overlaps(clip.shows().later(off));
        shown |= window.overlaps(clip.shows());
        near |= window.wider(policy.near()).overlaps(clip.shows());
      }
    }
    if (!near) {
      return Optional.empty();
    }
    reasons.add(
        shown
            ? "Its officer was here while it was recorded."
            : "Its officer was here near its time.");
    boolean elsewhere = elsewhere(clip, person, reasons);
    if (shown && !always) {
      reasons.add("The camera's clock may be too far off to be sure.");
    }
    return Optional.of(always && shown && !elsewhere ? Certainty.CERTAIN : Certainty.LIKELY);
  }

  /** Whether it may as well show the same officer at another incident. */
  private boolean elsewhere(Clip clip, String person, List<String> reasons) {
    for (Attended one : given.attended()) {
      if (!one.incident().equals(incident) && one.person().equals(person)) {
        long off = clip.error(policy) + one.uncertainty();
        if (one.window(policy).wider(off).overlaps(clip.shows())) {
          reasons.add("Its officer was at another incident about that time.");
          return true;
        }
      }
    }
    for (Attended one : given.attended()) {
      if (!one.incident().equals(incident) && shares(clip, one)) {
        reasons.add("It was recorded for another incident.");
        return true;
      }
    }
    return false;
  }

  private boolean onlyNamedHere(Clip clip, List<String> reasons) {
    Set<String> incidents = new HashSet<>();
    for (Attended one : given.attended()) {
      if (shares(clip, one)) {
        incidents.add(one.incident());
      }
    }
    if (incidents.size() > 1) {
      reasons.add("It was recorded for another incident too.");
    }
    return incidents.size() == 1;
  }

  private boolean nearByItsOwnClock(Clip clip, String person) {
    for (Attended one : here()) {
      // A day either way: what the clock says is no evidence, but a year is not looked through.
      if (one.person().equals(person)
          && one.window(policy).wider(policy.docking()).overlaps(clip.shows())) {
        return true;
      }
    }
    return clip.clock() == ClipClock.UNSET;
  }

  private List<Attended> here() {
    List<Attended> found = new ArrayList<>();
    for (Attended one : given.attended()) {
      if (one.incident().equals(incident)) {
        found.add(one);
      }
    }
    return found;
  }

  private Set<String> people() {
    Set<String> people = new HashSet<>();
    here().forEach(one -> people.add(one.person()));
    return people;
  }

  private boolean named(Clip clip) {
    return here().stream().anyMatch(one -> shares(clip, one));
  }

  private static boolean shares(Clip clip, Attended one) {
    return clip.events().stream().anyMatch(one.events()::contains);
  }
}
