package uk.seenheard.sync.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;

/** Reads the members of one message, and names the one that is at fault. */
final class WireReader {
  private static final int SHOWN_CHARS = 40;

  private final Json.Obj object;
  private final String where;

  WireReader(Json value) {
    this(value, "");
  }

  private WireReader(Json value, String where) {
    if (!(value instanceof Json.Obj read)) {
      throw new WireFault(where.isEmpty() ? "body" : where, "is no JSON object");
    }
    this.object = read;
    this.where = where;
  }

  /** The member's name as who sent the message finds it, such as {@code clock.boot}. */
  private String named(String name) {
    return where.isEmpty() ? name : where + '.' + name;
  }

  /** Refuses members that the protocol does not know: a newer shape has a newer number. */
  WireReader knowing(Set<String> names) {
    for (String name : object.members().keySet()) {
      if (!names.contains(name)) {
        String shown = isPlain(name) ? name : "body";
        throw new WireFault(shown, "is not known to this version of the protocol; leave it out");
      }
    }
    return this;
  }

  /** Whether a name that nobody knows can be said in an answer as it is. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '_' && c != '.' && c != '-') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= SHOWN_CHARS;
  }

  /** The number of the protocol: one of those that this end still reads. */
  int protocol(int oldest, int spoken) {
    long number = whole("protocol", 0, Integer.MAX_VALUE);
    String read = ", and this end reads " + oldest + (oldest < spoken ? " to " + spoken : "");
    if (number < oldest) {
      throw new WireFault(
          "protocol",
          "is " + number + read + ": bring the handset up to date; nothing that it keeps is lost");
    }
    if (number > spoken) {
      throw new WireFault(
          "protocol",
          "is "
              + number
              + read
              + ": keep everything and send it when this end was brought up to date");
    }
    return (int) number;
  }

  /** A text of any length, which may be empty. */
  String anyText(String name) {
    return object
        .text(name)
        .orElseThrow(() -> new WireFault(named(name), "is missing, or no text"));
  }

  String text(String name, int most) {
    return optionalText(name, most)
        .orElseThrow(
            () ->
                new WireFault(
                    named(name), "is missing, or no text of 1 to " + most + " characters"));
  }

  Optional<String> optionalText(String name, int most) {
    return object.text(name).filter(text -> !text.isEmpty() && text.length() <= most);
  }

  long whole(String name, long least, long most) {
    return object
        .whole(name)
        .filter(number -> number >= least && number <= most)
        .orElseThrow(
            () ->
                new WireFault(
                    named(name), "is missing, or no whole number from " + least + " to " + most));
  }

  Hash hash(String name) {
    return optionalHash(name)
        .orElseThrow(
            () ->
                new WireFault(
                    named(name), "is missing, or no hash of 64 lower-case hexadecimal digits"));
  }

  Optional<Hash> optionalHash(String name) {
    return object.text(name).filter(text -> Hex.is(text, 64)).map(Hash::new);
  }

  List<String> texts(String name, int least, int most) {
    List<Json> items = object.items(name);
    if (items.size() < least || items.size() > most) {
      throw new WireFault(named(name), "is a list of " + least + " to " + most + " texts");
    }
    List<String> texts = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Json.Text text)) {
        throw new WireFault(named(name) + '[' + i + ']', "is no text");
      }
      texts.add(text.value());
    }
    return texts;
  }

  List<WireReader> objects(String name) {
    List<WireReader> read = new ArrayList<>();
    for (Json item : object.items(name)) {
      read.add(new WireReader(item, named(name) + '[' + read.size() + ']'));
    }
    return read;
  }

  WireReader object(String name) {
    return new WireReader(
        object.get(name).orElseThrow(() -> new WireFault(named(name), "is missing")), named(name));
  }

  boolean isTrue(String name) {
    return object.isTrue(name);
  }
}
