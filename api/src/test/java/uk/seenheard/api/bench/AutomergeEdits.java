package uk.seenheard.api.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Automerge for Java, found by name: only the profile of the bench has it, and nothing else of the
 * product may know it. A call through reflection costs some tens of nanoseconds, an edit some
 * microseconds.
 */
final class AutomergeEdits {
  private final Class<?> document;
  private final Object root;
  private final Method start;
  private final Method set;
  private final Method commit;
  private final Method get;
  private final Method free;
  private final Method encode;
  private final Method apply;
  private final Object noHeads;

  AutomergeEdits() throws ReflectiveOperationException {
    document = Class.forName("org.automerge.Document");
    document
        .getConstructor()
        .newInstance(); // loads the native part, without which no root is known
    Class<?> object = Class.forName("org.automerge.ObjectId");
    Class<?> transaction = Class.forName("org.automerge.Transaction");
    root = object.getField("ROOT").get(null);
    start = document.getMethod("startTransaction");
    set = transaction.getMethod("set", object, String.class, String.class);
    commit = transaction.getMethod("commit");
    get = document.getMethod("get", object, String.class);
    free = document.getMethod("free");
    noHeads = java.lang.reflect.Array.newInstance(Class.forName("org.automerge.ChangeHash"), 0);
    encode = document.getMethod("encodeChangesSince", noHeads.getClass());
    apply = document.getMethod("applyEncodedChanges", byte[].class);
  }

  /** One scalar put under a key. */
  record Edit(String key, String value) {}

  /** All edits in one transaction, and every key read once; seconds. */
  double inOneGo(List<Edit> edits, List<String> keys) throws ReflectiveOperationException {
    long started = System.nanoTime();
    Object made = document.getConstructor().newInstance();
    Object transaction = start.invoke(made);
    for (Edit edit : edits) {
      set.invoke(transaction, root, edit.key(), edit.value());
    }
    commit.invoke(transaction);
    read(made, keys);
    double seconds = (System.nanoTime() - started) / 1e9;
    free.invoke(made);
    return seconds;
  }

  /** A transaction for each edit, and its key read after it; seconds. */
  double oneByOne(List<Edit> edits) throws ReflectiveOperationException {
    long started = System.nanoTime();
    Object made = document.getConstructor().newInstance();
    for (Edit edit : edits) {
      write(made, edit);
      get.invoke(made, root, edit.key());
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    free.invoke(made);
    return seconds;
  }

  /** The same edits as changes of somebody else, taken in one go; seconds. */
  double merged(List<Edit> edits, List<String> keys) throws ReflectiveOperationException {
    Object other = document.getConstructor().newInstance();
    for (Edit edit : edits) {
      write(other, edit);
    }
    byte[] encoded = (byte[]) encode.invoke(other, noHeads);
    free.invoke(other);
    long started = System.nanoTime();
    Object made = document.getConstructor().newInstance();
    apply.invoke(made, (Object) encoded);
    read(made, keys);
    double seconds = (System.nanoTime() - started) / 1e9;
    free.invoke(made);
    return seconds;
  }

  private void write(Object made, Edit edit)
      throws IllegalAccessException, InvocationTargetException {
    Object transaction = start.invoke(made);
    set.invoke(transaction, root, edit.key(), edit.value());
    commit.invoke(transaction);
  }

  private void read(Object made, List<String> keys)
      throws IllegalAccessException, InvocationTargetException {
    for (String key : keys) {
      get.invoke(made, root, key);
    }
  }
}
