package uk.seenheard.handset.core.fold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Moved;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;

/** Reads what {@link ChangeWriter} wrote; anything else ends with an exception of the platform. */
final class ChangeReader {
  static final int SET = 1;
  static final int ADD = 2;
  static final int STRIKE = 3;
  static final int ACT = 4;
  static final int UNKNOWN = 5;

  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int TEXT = 3;
  static final int NUMBER = 4;
  static final int LIST = 5;
  static final int OBJECT = 6;

  private static final int HASH_BYTES = 32;

  private final byte[] bytes;
  private final List<Hash> hashes = new ArrayList<>();
  private final List<Name> names = new ArrayList<>();

  private int at;

  ChangeReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A text that came before, and the path that it is, once somebody asked for one. */
  private static final class Name {
    final String text;
    private @Nullable FieldPath path;

    Name(String text) {
      this.text = text;
    }

    FieldPath path() {
      FieldPath known = path;
      if (known == null) {
        known = new FieldPath(text);
        path = known;
      }
      return known;
    }
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  /** The next change, without its text: a fold takes none. */
  Change change(Hash hash) {
    String incident = name();
    FormRef form = new FormRef(name(), count());
    String author = name();
    String device = name();
    Hash pass = hash();
    long wall = whole();
    String boot = name();
    long elapsed = number();
    Hlc hlc = new Hlc(number(), count());
    int count = count();
    List<Operation> ops = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ops.add(operation());
    }
    Optional<Moved> moved = flag() ? Optional.of(moved()) : Optional.empty();
    return new Change(
        hash, "", incident, form, author, device, pass, wall, boot, elapsed, hlc, ops, moved);
  }

  private Moved moved() {
    String incident = name();
    Hash change = hash();
    int count = count();
    List<Integer> ops = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ops.add(count());
    }
    return new Moved(incident, change, ops, whole());
  }

  private Operation operation() {
    int kind = count();
    return switch (kind) {
      case SET -> new Operation.SetField(path(), json(), over(), optional(), flag());
      case ADD -> new Operation.AddEntry(path(), object());
      case STRIKE -> new Operation.StrikeEntry(path(), text(), over(), hash());
      case ACT ->
          new Operation.Act(name(), optional().map(FieldPath::new), object(), over(), hash());
      case UNKNOWN -> new Operation.Unknown(object());
      default -> throw new IllegalArgumentException("no operation has the number " + kind);
    };
  }

  private List<OperationId> over() {
    int count = count();
    List<OperationId> over = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      over.add(new OperationId(hash(), count()));
    }
    return over;
  }

  private Optional<String> optional() {
    return flag() ? Optional.of(text()) : Optional.empty();
  }

  private FieldPath path() {
    return known().path();
  }

  private Json.Obj object() {
    if (json() instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalArgumentException("there is no object");
  }

  private Json json() {
    int kind = count();
    return switch (kind) {
      case NULL -> Json.NULL;
      case FALSE -> Json.FALSE;
      case TRUE -> Json.TRUE;
      case TEXT -> Json.of(text());
      case NUMBER -> Json.number(text());
      case LIST -> {
        int count = count();
        List<Json> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          items.add(json());
        }
        yield new Json.Arr(items);
      }
      case OBJECT -> {
        int count = count();
        Map<String, Json> members = new TreeMap<>();
        for (int i = 0; i < count; i++) {
          members.put(name(), json());
        }
        yield count == 0 ? Json.EMPTY : new Json.Obj(members);
      }
      default -> throw new IllegalArgumentException("no value has the number " + kind);
    };
  }

  Hash hash() {
    int index = count();
    if (index == hashes.size()) {
      hashes.add(new Hash(Hex.of(Arrays.copyOfRange(bytes, at, at + HASH_BYTES))));
      at += HASH_BYTES;
    }
    return hashes.get(index);
  }

  private String name() {
    return known().text;
  }

  private Name known() {
    int index = count();
    if (index == names.size()) {
      names.add(new Name(text()));
    }
    return names.get(index);
  }

  String text() {
    int length = count();
    if (length > bytes.length - at) {
      throw new IllegalArgumentException("a text is longer than what is there");
    }
    char[] letters = new char[length];
    for (int i = 0; i < length; i++) {
      int one = bytes[at++];
      letters[i] = (char) (one >= 0 ? one : more());
    }
    return new String(letters);
  }

  private int more() {
    at--;
    return count();
  }

  boolean flag() {
    return bytes[at++] != 0;
  }

  private long whole() {
    long number = number();
    return (number >>> 1) ^ -(number & 1);
  }

  int count() {
    return (int) number();
  }

  long number() {
    int one = bytes[at++];
    long number = one & 0x7F;
    for (int shift = 7; one < 0; shift += 7) {
      one = bytes[at++];
      number |= (long) (one & 0x7F) << shift;
    }
    return number;
  }
}
