package uk.seenheard.sync.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.review.DeviceKnown;
import uk.seenheard.sync.review.WhoseHandset;

/** Whose handset it was: {@code vectors/whose.json}, as the kernel reads it. */
class WhoseVectorsTest {
  private static final long WALL = 1_795_305_600_000L;

  @Test
  void whatComesUnderAPassThatWasLeftIsKeptApart() throws IOException {
    Json.Obj file = (Json.Obj) Pen.READER.read(Files.readString(Path.of("vectors", "whose.json")));
    assertThat(file.items("whose")).hasSizeGreaterThan(20);
    for (Json one : file.items("whose")) {
      Json.Obj vector = (Json.Obj) one;
      assertThat(words(vector))
          .as(vector.text("name").orElse(""))
          .containsExactlyElementsOf(
              vector.items("expect").stream().map(item -> ((Json.Text) item).value()).toList());
    }
  }

  private static List<String> words(Json.Obj vector) {
    List<WhoseHandset.Claimed> run = new ArrayList<>();
    for (Json one : vector.items("run")) {
      run.add(claimed((Json.Obj) one));
    }
    Json.Obj known = vector.object("known");
    Json.Obj sent = vector.object("sent");
    return WhoseHandset.rulings(
            run,
            vector.whole("epoch").orElseThrow().intValue(),
            new DeviceKnown(
                known.items("hands").stream().map(one -> hand((Json.Obj) one)).toList(),
                known.whole("emptyAt").orElseThrow(),
                known.whole("epoch").orElseThrow().intValue()),
            new ClockReading(
                WALL, sent.text("boot").orElseThrow(), sent.whole("elapsed").orElseThrow()),
            vector.whole("at").orElseThrow(),
            person ->
                vector
                    .object("withdrawn")
                    .whole(person)
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty()))
        .stream()
        .map(ruling -> ruling.map(WhoseVectorsTest::word).orElse(""))
        .toList();
  }

  private static String word(String ruling) {
    return ruling.equals(WhoseHandset.HANDED_OVER)
        ? "handed-over"
        : ruling.equals(WhoseHandset.WITHDRAWN) ? "withdrawn" : "unsure";
  }

  private static WhoseHandset.Claimed claimed(Json.Obj one) {
    Draft draft =
        new Draft(
            Pen.INCIDENT,
            new FormRef("domestic-abuse", 1),
            one.text("author").orElseThrow(),
            "device-1",
            new Hash("0".repeat(64)),
            WALL,
            one.text("boot").orElseThrow(),
            one.whole("elapsed").orElseThrow(),
            Hlc.ZERO,
            List.of(Pen.set("place", "kitchen")),
            "0".repeat(32));
    return new WhoseHandset.Claimed(Optional.of(Pen.CODEC.write(draft)), by(one));
  }

  private static Optional<DeviceKnown.Hand> by(Json.Obj one) {
    Json.Obj by = one.object("by");
    return by.text("person").map(person -> hand(by));
  }

  private static DeviceKnown.Hand hand(Json.Obj hand) {
    return new DeviceKnown.Hand(
        hand.text("person").orElseThrow(), hand.whole("since").orElseThrow());
  }
}
