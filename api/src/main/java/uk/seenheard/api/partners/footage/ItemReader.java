package uk.seenheard.api.partners.footage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.ClipClock;
import uk.seenheard.sync.footage.ClipState;
import uk.seenheard.sync.footage.Window;

/**
 * Judges what evidence systems hand in, item by item, and keeps of each the members below and
 * nothing else: a title, which often holds a name, is dropped where it comes in.
 *
 * <p>A badge or a person that the roster does not have is refused by its member, so that nobody's
 * recording is quietly nobody's.
 */
final class ItemReader {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** A camera's battery lasts a shift; what is longer is two recordings, or a wrong time. */
  private static final long LONGEST_CLIP = 24 * HOUR;

  /** Times beyond this ahead are no times: a year and a day. */
  private static final long AHEAD = 366 * DAY;

  /** A camera's clock that is further off says nothing: it is sent as unset. */
  private static final long MOST_OFFSET = DAY;

  private static final long LONGEST_CARRIED = 31 * DAY;
  private static final long LONGEST_PRE_EVENT = 10 * 60_000;
  private static final int MOST_EVENTS = 20;

  private final Predicate<String> officers;

  /**
   * By a roster.
   *
   * @param officers whether somebody of that id is on it
   */
  ItemReader(Predicate<String> officers) {
    this.officers = officers;
  }

  /** Reads an item of a kind. */
  Item.Reading read(Item.Kind kind, Json given, long now) {
    if (!(given instanceof Json.Obj item)) {
      return Item.faulty("", "no-object", "An item is a JSON object.");
    }
    Optional<Item.Faulty> misnamed = Item.misnamed(item);
    if (misnamed.isPresent()) {
      return misnamed.get();
    }
    return kind == Item.Kind.CLIP ? clip(item, now) : carried(item, now);
  }

  private Item.Reading clip(Json.Obj item, long now) {
    Optional<Item.Faulty> fault =
        times(item, now).or(() -> clock(item)).or(() -> whose(item)).or(() -> state(item));
    if (fault.isPresent()) {
      return fault.get();
    }
    Clip clip = ClipText.of(item);
    Window shows = clip.shows();
    Catalogue.Reach reach =
        !clip.timed()
            ? Catalogue.Reach.LOOSE
            : shows.length() <= HOUR ? Catalogue.Reach.SHORT : Catalogue.Reach.LONG;
    Set<String> found = new TreeSet<>();
    found.add(reach.of(Catalogue.device(clip.source(), clip.device())));
    item.text("badge").ifPresent(badge -> found.add(reach.of(Catalogue.person(badge))));
    events(item).forEach(event -> found.add(Catalogue.Reach.LOOSE.of(Catalogue.event(event))));
    return new Item.Read(
        new Item(
            Item.Kind.CLIP,
            clip.source(),
            clip.id(),
            item.whole("version").orElseThrow(),
            clip.timed() ? shows.from() : clip.uploadedAt(),
            found,
            ClipText.kept(item)));
  }

  private static Optional<Item.Faulty> times(Json.Obj item, long now) {
    Optional<Long> start = time(item, "startAt", now);
    Optional<Long> end = time(item, "endAt", now);
    if (start.isEmpty()) {
      return noTime("startAt");
    }
    if (end.isEmpty()) {
      return noTime("endAt");
    }
    if (time(item, "uploadedAt", now).isEmpty()) {
      return noTime("uploadedAt");
    }
    if (end.get() < start.get()) {
      return Optional.of(
          Item.faulty("endAt", "before-start", "The recording ends before it begins."));
    }
    return end.get() - start.get() > LONGEST_CLIP
        ? Optional.of(
            Item.faulty("endAt", "too-long", "A recording is 24 hours long at most: look at it."))
        : Optional.empty();
  }

  private static Optional<Long> time(Json.Obj item, String name, long now) {
    return item.whole(name).filter(at -> at >= 0 && at <= now + AHEAD);
  }

  private static Optional<Item.Faulty> noTime(String name) {
    return Optional.of(
        Item.faulty(
            name, "time", "Give the time in milliseconds since 1970-01-01T00:00Z, not ahead."));
  }

  private static Optional<Item.Faulty> clock(Json.Obj item) {
    if (word(item, "clock", ClipClock.values()).isEmpty()) {
      return Optional.of(
          Item.faulty("clock", "clock", "Say by what clock: camera, server, edited or unset."));
    }
    if (item.get("clockOffsetMs").isPresent()
        && item.whole("clockOffsetMs").filter(off -> Math.abs(off) <= MOST_OFFSET).isEmpty()) {
      return Optional.of(
          Item.faulty(
              "clockOffsetMs",
              "offset",
              "A clock is a day off at most, in whole milliseconds; of one that is further off, say"
                  + " that it is unset."));
    }
    if (outside(item, "uncertaintyMs", DAY)) {
      return Optional.of(
          Item.faulty("uncertaintyMs", "uncertainty", "Give 0 to 86400000 milliseconds."));
    }
    return outside(item, "preEventMs", LONGEST_PRE_EVENT)
        ? Optional.of(Item.faulty("preEventMs", "pre-event", "Give 0 to 600000 milliseconds."))
        : Optional.empty();
  }

  private static boolean outside(Json.Obj item, String name, long most) {
    return item.get(name).isPresent()
        && item.whole(name).filter(one -> one >= 0 && one <= most).isEmpty();
  }

  private Optional<Item.Faulty> whose(Json.Obj item) {
    if (item.text("device").filter(Item::isId).isEmpty()) {
      return Optional.of(
          Item.faulty("device", "device", "Give the camera's serial number, without spaces."));
    }
    if (item.get("badge").isPresent() && item.text("badge").filter(officers).isEmpty()) {
      return Optional.of(
          Item.faulty("badge", "unknown-badge", "The roster has nobody of this badge."));
    }
    return item.items("externalIds").size() > MOST_EVENTS
            || events(item).size() != item.items("externalIds").size()
        ? Optional.of(
            Item.faulty("externalIds", "references", "Give 20 references at most, without spaces."))
        : Optional.empty();
  }

  private static List<String> events(Json.Obj item) {
    List<String> events = new ArrayList<>();
    for (Json one : item.items("externalIds")) {
      if (one instanceof Json.Text text && Item.isId(text.value())) {
        events.add(text.value());
      }
    }
    return events;
  }

  private static Optional<Item.Faulty> state(Json.Obj item) {
    if (word(item, "state", ClipState.values()).isEmpty()) {
      return Optional.of(
          Item.faulty("state", "state", "Say how it stands: present, deleted or missing."));
    }
    return item.get("deleteAt").isPresent()
            && item.whole("deleteAt").filter(at -> at >= 0).isEmpty()
        ? noTime("deleteAt")
        : Optional.empty();
  }

  private static Optional<Enum<?>> word(Json.Obj item, String name, Enum<?>[] words) {
    for (Enum<?> word : words) {
      if (item.text(name).equals(Optional.of(word.name().toLowerCase(Locale.ROOT)))) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private Item.Reading carried(Json.Obj item, long now) {
    if (item.text("device").filter(Item::isId).isEmpty()) {
      return Item.faulty("device", "device", "Give the camera's serial number, without spaces.");
    }
    if (item.text("person").filter(officers).isEmpty()) {
      return Item.faulty("person", "unknown-person", "The roster has nobody of this id.");
    }
    Optional<Long> from = time(item, "from", now);
    Optional<Long> to = time(item, "to", now);
    if (from.isEmpty() || to.isEmpty()) {
      return noTime(from.isEmpty() ? "from" : "to").get();
    }
    if (to.get() < from.get()) {
      return Item.faulty("to", "before-start", "It was given back before it was taken.");
    }
    if (to.get() - from.get() > LONGEST_CARRIED) {
      return Item.faulty("to", "too-long", "Say it again at least every 31 days.");
    }
    String source = item.text("source").orElseThrow();
    String device = item.text("device").orElseThrow();
    String person = item.text("person").orElseThrow();
    return new Item.Read(
        new Item(
            Item.Kind.CARRIED,
            source,
            item.text("id").orElseThrow(),
            item.whole("version").orElseThrow(),
            from.get(),
            Set.of(Catalogue.person(person), Catalogue.device(source, device)),
            ClipText.keptOfCarried(item)));
  }
}
