package uk.seenheard.handset.core.fold;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Moved;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * Writes changes as bytes that are read again without a parser or a digest; {@link ChangeReader}
 * reads them. Numbers stand seven bits a byte, the lowest first; a letter of a text is a number. A
 * hash, or a text that comes again and again, is written where it first comes, and from then on is
 * the number of its first coming.
 */
final class ChangeWriter {
  private static final int HASH_BYTES = 32;

  private final Map<Hash, Integer> hashes = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private byte[] bytes = new byte[4_096];
  private int length;

  int length() {
    return length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Everything of a change but its text. */
  void change(Change change) {
    name(change.incident());
    name(change.form().id());
    number(change.form().version());
    name(change.author());
    name(change.device());
    hash(change.pass());
    whole(change.wall());
    name(change.boot());
    number(change.elapsed());
    number(change.hlc().millis());
    number(change.hlc().counter());
    number(change.ops().size());
    change.ops().forEach(this::operation);
    flag(change.moved().isPresent());
    change.moved().ifPresent(this::moved);
  }

  private void moved(Moved moved) {
    name(moved.incident());
    hash(moved.change());
    number(moved.ops().size());
    moved.ops().forEach(this::number);
    whole(moved.at());
  }

  private void operation(Operation operation) {
    if (operation instanceof Operation.SetField set) {
      number(ChangeReader.SET);
      path(set.at());
      json(set.value());
      over(set.over());
      optional(set.reason());
      flag(set.evidence());
    } else if (operation instanceof Operation.AddEntry add) {
      number(ChangeReader.ADD);
      path(add.at());
      json(add.value());
    } else if (operation instanceof Operation.StrikeEntry strike) {
      number(ChangeReader.STRIKE);
      path(strike.at());
      text(strike.reason());
      over(strike.over());
      hash(strike.frontier());
    } else if (operation instanceof Operation.Act act) {
      number(ChangeReader.ACT);
      name(act.act());
      optional(act.about().map(FieldPath::text));
      json(act.with());
      over(act.over());
      hash(act.frontier());
    } else if (operation instanceof Operation.Unknown unknown) {
      number(ChangeReader.UNKNOWN);
      json(unknown.raw());
    } else {
      throw new IllegalStateException("an operation without bytes");
    }
  }

  private void over(List<OperationId> over) {
    number(over.size());
    for (OperationId id : over) {
      hash(id.change());
      number(id.index());
    }
  }

  private void optional(Optional<String> text) {
    flag(text.isPresent());
    text.ifPresent(this::text);
  }

  private void path(FieldPath path) {
    name(path.text());
  }

  private void json(Json value) {
    if (value instanceof Json.Text text) {
      number(ChangeReader.TEXT);
      text(text.value());
    } else if (value instanceof Json.Bool truth) {
      number(truth.value() ? ChangeReader.TRUE : ChangeReader.FALSE);
    } else if (value instanceof Json.Num number) {
      number(ChangeReader.NUMBER);
      text(number.canonical());
    } else if (value instanceof Json.Arr list) {
      number(ChangeReader.LIST);
      number(list.items().size());
      list.items().forEach(this::json);
    } else if (value instanceof Json.Obj object) {
      number(ChangeReader.OBJECT);
      number(object.members().size());
      object
          .members()
          .forEach(
              (name, member) -> {
                name(name);
                json(member);
              });
    } else {
      number(ChangeReader.NULL);
    }
  }

  void hash(Hash hash) {
    Integer known = hashes.get(hash);
    if (known != null) {
      number(known);
      return;
    }
    number(hashes.size());
    hashes.put(hash, hashes.size());
    String digits = hash.hex();
    for (int i = 0; i < 2 * HASH_BYTES; i += 2) {
      add((digit(digits.charAt(i)) << 4) | digit(digits.charAt(i + 1)));
    }
  }

  private static int digit(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
  }

  /** A text that comes again. */
  private void name(String name) {
    Integer known = names.get(name);
    if (known != null) {
      number(known);
      return;
    }
    number(names.size());
    names.put(name, names.size());
    text(name);
  }

  /** A text, by its UTF-16 letters: half a pair is kept as it is. */
  void text(String text) {
    number(text.length());
    for (int i = 0; i < text.length(); i++) {
      number(text.charAt(i));
    }
  }

  void flag(boolean flag) {
    add(flag ? 1 : 0);
  }

  /** A number that may be below 0. */
  private void whole(long number) {
    number((number << 1) ^ (number >> 63));
  }

  void number(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      add((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    add((int) rest);
  }

  private void add(int one) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) one;
  }
}
