package uk.seenheard.handset.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.device.JdkDigests;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;

/** The bytes of a row give the changes again as they were read. */
class FoldRowsTest {
  private static final Path VECTORS = Path.of("..", "sync", "vectors");

  /** What {@link FoldRows#VERSION} stands for: the bytes of every published vector's changes. */
  private static final String BYTES_OF_THE_VECTORS =
      "86ae4d24051fa0685b4953d8b298d7a0d59f9594e0c0883b3164a5e9a4be42fe";

  private final JdkDigests digests = new JdkDigests();
  private final JacksonJsonReader json = new JacksonJsonReader();
  private final ChangeCodec codec = new ChangeCodec(json, digests);

  private List<List<TakenChange>> vectors() throws IOException {
    List<List<TakenChange>> all = new ArrayList<>();
    for (String name :
        List.of(
            "circles",
            "entries",
            "fields",
            "histories",
            "nonsense",
            "review",
            "skew",
            "twins",
            "moved",
            "noted")) {
      String text = Files.readString(VECTORS.resolve(name + ".json"), StandardCharsets.UTF_8);
      for (Json vector : ((Json.Obj) json.read(text)).items("vectors")) {
        List<TakenChange> changes = new ArrayList<>();
        for (Json change : ((Json.Obj) vector).items("changes")) {
          changes.add(taken(((Json.Obj) change).text("content").orElseThrow()));
        }
        all.add(changes);
      }
    }
    return all;
  }

  private TakenChange taken(String content) {
    ChangeReading reading = codec.read(content);
    return new TakenChange(
        reading.hash(), reading.fold(Optional::of, nonsense -> Optional.<Change>empty()));
  }

  private static List<TakenChange> again(List<TakenChange> changes) {
    byte[] bytes = FoldRows.bytes(changes, "of", hash -> false);
    return FoldRows.read(new ChangeReader(bytes), Optional.of("of")).orElseThrow().changes();
  }

  private static TakenChange withoutText(TakenChange taken) {
    return new TakenChange(
        taken.hash(),
        taken
            .change()
            .map(
                one ->
                    new Change(
                        one.hash(),
                        "",
                        one.incident(),
                        one.form(),
                        one.author(),
                        one.device(),
                        one.pass(),
                        one.wall(),
                        one.boot(),
                        one.elapsed(),
                        one.hlc(),
                        one.ops(),
                        one.moved())));
  }

  private String record(List<TakenChange> changes) {
    String incident =
        changes.stream()
            .flatMap(taken -> taken.change().stream())
            .map(Change::incident)
            .findFirst()
            .orElse("none");
    return Fold.of(
            incident, changes.stream().flatMap(one -> one.change().stream()).toList(), digests)
        .canonical()
        .canonical();
  }

  @Test
  void everyVectorComesBackAsItWasReadAndFoldsAlike() throws IOException {
    List<List<TakenChange>> vectors = vectors();
    assertThat(vectors).hasSizeGreaterThan(100);
    for (List<TakenChange> changes : vectors) {
      List<TakenChange> again = again(changes);

      assertThat(again).isEqualTo(changes.stream().map(FoldRowsTest::withoutText).toList());
      assertThat(record(again)).isEqualTo(record(changes));
    }
  }

  @Test
  void whatAVersionReadsIsReadAlikeByEveryBuildOfIt() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (List<TakenChange> changes : vectors()) {
      all.write(FoldRows.bytes(changes, "", hash -> false));
    }

    assertThat(HexFormat.of().formatHex(digests.sha256(all.toByteArray())))
        .as(
            "The codec reads a content otherwise than it did, or the row has another form: raise"
                + " FoldRows.VERSION, so that no handset trusts the rows of the build before, and"
                + " say here what it stands for now. (New vectors alone: say it here.)")
        .isEqualTo(BYTES_OF_THE_VECTORS);
  }

  @Test
  void lettersNumbersAndOrderAreKeptWhateverTheyAre() {
    Json value =
        Json.object()
            .put("b", "caf\u00e9 \ud83d\ude00 \u0000 \uffff")
            .put("a", Json.number("-12345678901234567890.000100"))
            .put("c", Json.number("1e20"))
            .put("d", Json.list(List.of(Json.NULL, Json.TRUE, Json.FALSE, Json.EMPTY)))
            .put("", -1)
            .build();
    Hash other = Hash.of("another", digests);
    List<TakenChange> changes = new ArrayList<>();
    for (Operation one :
        List.of(
            new Operation.SetField(
                new FieldPath("place"),
                value,
                List.of(new OperationId(other, 0), new OperationId(other, 63)),
                Optional.of("because"),
                true),
            new Operation.StrikeEntry(
                new FieldPath("child/1"), "twice", List.of(new OperationId(other, 7)), other),
            new Operation.Act(
                "submit", Optional.of(new FieldPath("child/1")), Json.EMPTY, List.of(), other))) {
      changes.add(
          taken(
              codec
                  .write(
                      new Draft(
                          "0190a000-0000-7000-8000-000000000001",
                          new FormRef("domestic-abuse", 3),
                          "amy",
                          "device",
                          other,
                          -5_000_000_000L,
                          "boot",
                          Long.MAX_VALUE,
                          new Hlc(1_790_000_000_000L, Integer.MAX_VALUE),
                          List.of(one),
                          "0123456789abcdef0123456789abcdef"))
                  .content()));
    }
    assertThat(changes).allMatch(taken -> taken.change().isPresent());

    assertThat(again(changes)).isEqualTo(changes.stream().map(FoldRowsTest::withoutText).toList());
  }

  @Test
  void anotherVersionAndAnythingLeftOverAreNotTrusted() {
    byte[] bytes = FoldRows.bytes(List.of(), "of", hash -> false);
    byte[] newer = bytes.clone();
    newer[0]++;
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);

    assertThat(FoldRows.read(new ChangeReader(bytes), Optional.empty())).isPresent();
    assertThat(FoldRows.read(new ChangeReader(newer), Optional.empty())).isEmpty();
    assertThat(FoldRows.read(new ChangeReader(longer), Optional.empty())).isEmpty();
  }
}
