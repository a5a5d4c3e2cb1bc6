package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that is known about recordings and about who was where, as far as one incident is concerned.
 *
 * @param attended who was at it, and where else the same people were that day
 * @param carried who carried which camera
 * @param clips recordings, of whatever incident
 * @param links what was linked, and taken off again
 * @param marked statements and marks of the incident
 * @param excused people whose reason for having none was accepted
 */
public record FootageGiven(
    List<Attended> attended,
    List<Carried> carried,
    List<Clip> clips,
    List<FootageLink> links,
    List<Marked> marked,
    Set<String> excused) {
  public FootageGiven {
    attended = Collections.unmodifiableList(new ArrayList<>(attended));
    carried = Collections.unmodifiableList(new ArrayList<>(carried));
    clips = Collections.unmodifiableList(new ArrayList<>(clips));
    links = Collections.unmodifiableList(new ArrayList<>(links));
    marked = Collections.unmodifiableList(new ArrayList<>(marked));
    excused = Collections.unmodifiableSet(new HashSet<>(excused));
  }

  /** The same with other recordings and links. */
  public FootageGiven with(List<Clip> otherClips, List<FootageLink> otherLinks) {
    return new FootageGiven(attended, carried, otherClips, otherLinks, marked, excused);
  }

  /**
   * Who may have worn the camera: the person under the recording's badge, else all who are said to
   * have carried the camera about its start, as far as its clock may be off. Nobody where its clock
   * says nothing.
   */
  Set<String> wearers(Clip clip, FootagePolicy policy) {
    if (clip.badged().isPresent()) {
      return Collections.singleton(clip.badged().get());
    }
    Set<String> people = new TreeSet<>();
    if (clip.timed()) {
      long began = clip.shows().from() + clip.preEvent();
      Window start = new Window(began, began).wider(clip.error(policy));
      for (Carried one : carried) {
        if (one.source().equals(clip.source())
            && one.device().equals(clip.device())
            && one.time().overlaps(start)) {
          people.add(one.person());
        }
      }
    }
    return people;
  }

  /**
   * Who wore the camera of a linked recording, if one person alone can have: whoever's badge is on
   * it, whatever somebody says; else whom they name.
   */
  public Optional<String> wearer(Clip clip, FootageLink link, FootagePolicy policy) {
    if (clip.badged().isPresent()) {
      return clip.badged();
    }
    if (link.wearer().isPresent()) {
      return link.wearer();
    }
    Set<String> people = wearers(clip, policy);
    return people.size() == 1 ? Optional.of(people.iterator().next()) : Optional.empty();
  }

  Optional<FootageLink> link(Clip clip, String incident) {
    FootageLink last = null;
    for (FootageLink link : links) {
      if (link.incident().equals(incident) && link.names(clip)) {
        last = link;
      }
    }
    return Optional.ofNullable(last);
  }

  boolean isLinked(Clip clip, String incident) {
    return link(clip, incident).filter(link -> !link.undone()).isPresent();
  }
}
