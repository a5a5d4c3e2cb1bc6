package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.footage.Expected.State;

/**
 * How the body-worn video of one incident stands: what is expected of each officer who attended and
 * has a camera, which recordings may show it, and where in them its statements and marks lie.
 *
 * <p>One officer's recording never stands for another's. A recording itself never comes here.
 *
 * @param expected for each officer and each time on scene, in the order given
 * @param candidates recordings that are not linked, the surest first
 * @param pins statements and marks in linked recordings; one that several officers recorded has
 *     several, one that nobody recorded has none
 */
public record Footage(List<Expected> expected, List<Candidate> candidates, List<Pin> pins) {
  public Footage {
    expected = Collections.unmodifiableList(new ArrayList<>(expected));
    candidates = Collections.unmodifiableList(new ArrayList<>(candidates));
    pins = Collections.unmodifiableList(new ArrayList<>(pins));
  }

  /**
   * How it stands now.
   *
   * @param now the server's time, milliseconds since 1970
   */
  public static Footage of(String incident, FootageGiven given, FootagePolicy policy, long now) {
    List<Expected> expected = new ArrayList<>();
    for (Attended one : given.attended()) {
      if (one.incident().equals(incident) && one.camera()) {
        expected.add(expected(one, given, policy, now));
      }
    }
    Matching matching = new Matching(incident, given, policy);
    List<Candidate> candidates = new ArrayList<>();
    for (Clip clip : given.clips()) {
      matching.candidate(clip).ifPresent(candidates::add);
    }
    candidates.sort(
        Comparator.comparing(Candidate::certainty)
            .thenComparing(Candidate::source)
            .thenComparing(Candidate::clip));
    return new Footage(expected, candidates, pins(incident, given, policy));
  }

  private static Expected expected(
      Attended one, FootageGiven given, FootagePolicy policy, long now) {
    Window time = one.present();
    List<Window> shown = new ArrayList<>();
    boolean linked = false;
    boolean lost = false;
    boolean reaches = false;
    for (Clip clip : given.clips()) {
      Optional<FootageLink> link =
          given
              .link(clip, one.incident())
              .filter(it -> !it.undone())
              .filter(
                  it -> given.wearer(clip, it, policy).filter(one.person()::equals).isPresent());
      if (link.isPresent()) {
        linked = true;
        lost |= clip.state() != ClipState.PRESENT;
        shown.addAll(shown(clip, link.get(), time));
        // Of who wrote one word there, it is enough that they were recorded about then.
        reaches |= !shown(clip, link.get(), time.wider(policy.buffer())).isEmpty();
      }
    }
    List<Window> holes = time.without(shown);
    long covered = time.length() - holes.stream().mapToLong(Window::length).sum();
    List<Window> gaps = new ArrayList<>(holes);
    gaps.removeIf(hole -> hole.length() <= policy.gap());
    boolean met =
        time.length() == 0 ? reaches : covered * 1_000 >= time.length() * policy.metPerMille();
    State state;
    if (lost) {
      state = State.LOST;
    } else if (met) {
      state = State.MET;
    } else if (given.excused().contains(one.person())) {
      state = State.EXCUSED;
    } else if (now <= one.shiftEnd() + policy.docking()) {
      state = State.AWAITED;
    } else {
      state = linked ? State.PARTLY : State.MISSING;
    }
    return new Expected(one.person(), time, state, covered, gaps);
  }

  /**
   * What a linked recording shows of a time on scene: as a person said, else by its own times;
   * never more than it is long.
   */
  private static List<Window> shown(Clip clip, FootageLink link, Window time) {
    List<Window> shown = new ArrayList<>();
    if (clip.state() == ClipState.PRESENT && (clip.timed() || link.part().isPresent())) {
      Window all = clip.timed() ? clip.shows() : link.part().get().first(clip.shows().length());
      link.part()
          .map(all::within)
          .orElse(Optional.of(all))
          .flatMap(time::within)
          .ifPresent(shown::add);
    }
    return shown;
  }

  private static List<Pin> pins(String incident, FootageGiven given, FootagePolicy policy) {
    List<Pin> pins = new ArrayList<>();
    for (Marked marked : given.marked()) {
      for (Clip clip : given.clips()) {
        if (clip.state() == ClipState.PRESENT && clip.timed() && given.isLinked(clip, incident)) {
          long off = marked.uncertainty() + clip.error(policy);
          Window shows = clip.shows();
          if (shows.wider(off).overlaps(new Window(marked.at(), marked.at()))) {
            long position = Math.max(0, Math.min(shows.length(), marked.at() - shows.from()));
            pins.add(new Pin(marked.about(), clip.source(), clip.id(), position, off));
          }
        }
      }
    }
    return pins;
  }
}
