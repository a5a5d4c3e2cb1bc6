package uk.seenheard.handset.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Store} does. */
public abstract class StoreContract {
  private Store store;

  /** Opens the same store again and again. */
  protected abstract Store open();

  private Optional<String> text(Space space, String key) {
    return store.read(rows -> rows.text(space, key));
  }

  private long count(Space space, String prefix) {
    return store.read(rows -> rows.count(space, prefix));
  }

  private byte[] bytes(Space space, String key) {
    return store.read(rows -> rows.get(space, key)).orElseThrow();
  }

  @BeforeEach
  void begin() {
    store = open();
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    store.change(rows -> rows.put(Space.META, "a", "one"));
    store.close();
    store = open();

    assertThat(text(Space.META, "a")).contains("one");
  }

  @Test
  void workThatThrowsLeavesNothing() {
    assertThatThrownBy(
            () ->
                store.change(
                    rows -> {
                      rows.put(Space.META, "a", "one");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(text(Space.META, "a")).isEmpty();
    store.change(rows -> rows.put(Space.META, "b", "two"));
    assertThat(text(Space.META, "a")).isEmpty();
  }

  @Test
  void transactionSeesItsOwnWrites() {
    Optional<String> seen =
        store.write(
            rows -> {
              rows.put(Space.META, "a", "one");
              rows.put(Space.META, "a", "two");
              return rows.text(Space.META, "a");
            });

    assertThat(seen).contains("two");
  }

  @Test
  void scansAPrefixInOrderPageByPage() {
    store.change(
        rows -> {
          for (String key : List.of("b/2", "a/1", "b/1", "b/3", "b0", "c/1", "b/é")) {
            rows.put(Space.CHAIN, key, key);
          }
        });

    List<String> found = new ArrayList<>();
    String after = "";
    List<Row> page;
    do {
      String from = after;
      page = store.read(rows -> rows.scan(Space.CHAIN, "b/", from, 2));
      for (Row row : page) {
        found.add(row.key());
        after = row.key();
      }
    } while (page.size() == 2);

    assertThat(found).containsExactly("b/1", "b/2", "b/3", "b/é");
    assertThat(count(Space.CHAIN, "b/")).isEqualTo(4);
    assertThat(count(Space.CHAIN, "")).isEqualTo(7);
  }

  @Test
  void spacesAreApartAndDeletedRowsAreGone() {
    store.change(rows -> rows.put(Space.META, "a", "meta"));
    store.change(rows -> rows.put(Space.KEYS, "a", "keys"));
    store.change(rows -> rows.delete(Space.META, "a"));
    store.scrub();

    assertThat(text(Space.META, "a")).isEmpty();
    assertThat(text(Space.KEYS, "a")).contains("keys");
  }

  @Test
  void bytesOfEveryKindComeBackAsTheyWere() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    store.change(rows -> rows.put(Space.OUTBOX_BODY, "a", all));
    store.change(rows -> rows.put(Space.OUTBOX_BODY, "b", new byte[0]));

    assertThat(bytes(Space.OUTBOX_BODY, "a")).isEqualTo(all);
    assertThat(bytes(Space.OUTBOX_BODY, "b")).isEmpty();
  }

  @Test
  void writersOfSeveralThreadsTakeTurns() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 25; i++) {
                  store.change(
                      rows ->
                          rows.put(
                              Space.META,
                              "count",
                              Integer.toString(
                                  rows.text(Space.META, "count").map(Integer::parseInt).orElse(0)
                                      + 1)));
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(text(Space.META, "count")).contains("100");
  }
}
