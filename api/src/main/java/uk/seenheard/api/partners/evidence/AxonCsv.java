package uk.seenheard.api.partners.evidence;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Attended;
import uk.seenheard.sync.footage.Window;

/**
 * Axon's files: the database printout that its auto-tagging reads, written under the field names
 * that Axon publishes, and a list of evidence under the labels of its pages, read.
 *
 * <p>A heading may have underscores for spaces, and any case, as Axon takes them. A title is not
 * read: it holds names.
 */
final class AxonCsv {
  private static final String[] PRINTOUT = {
    "Event ID", "Officer Badge ID", "Officer Dispatched DateTime", "Officer Cleared DateTime"
  };

  /** Axon refuses a row of eight hours or more, and one of no time at all. */
  private static final long LONGEST = 8 * 3_600_000L;

  private static final long SECOND = 1_000;

  private AxonCsv() {}

  /**
   * What Axon is to tag: a row for each officer at each incident, in time of the world to the
   * second, the whole of what it lasted. What lasted eight hours or more is several rows.
   */
  static String printout(List<Attended> attended) {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(PRINTOUT).get();
    try (CSVPrinter rows = new CSVPrinter(text, format)) {
      for (Attended one : attended) {
        print(rows, one);
      }
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return text.toString();
  }

  private static void print(CSVPrinter rows, Attended one) throws IOException {
    Window there = one.present();
    String event = one.events().stream().sorted().findFirst().orElse(one.incident());
    long from = Math.min(there.from(), one.dispatchedAt().orElse(there.from()));
    long end = Math.max(there.to(), from + SECOND);
    while (from < end) {
      long to = Math.min(end, from + LONGEST - SECOND);
      rows.printRecord(event, one.person(), second(from), second(Math.max(to, from + SECOND)));
      from = to;
    }
  }

  private static String second(long at) {
    return DateTimeFormatter.ISO_INSTANT.format(
        Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * The items that a list of evidence says, one a row; a row that cannot be read is an item without
   * what could not be, so that its verdict names the member.
   *
   * @throws IllegalArgumentException in words, where the text is no such list at all
   */
  static List<Json> evidence(String source, String text) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(new StringReader(text), format)) {
      Map<String, Integer> columns = new HashMap<>();
      rows.getHeaderMap().forEach((name, at) -> columns.put(heading(name), at));
      for (String needed : List.of("evidence id", "recorded on", "uploaded on")) {
        if (!columns.containsKey(needed)) {
          throw new IllegalArgumentException("has no column " + needed);
        }
      }
      List<Json> items = new ArrayList<>();
      for (CSVRecord row : rows) {
        items.add(item(source, new Row(columns, row)));
      }
      return items;
    } catch (IOException | UncheckedIOException | IllegalStateException broken) {
      throw new IllegalArgumentException("is no CSV (RFC 4180)", broken);
    }
  }

  private static String heading(String name) {
    return name.strip().replace('_', ' ').replace("\uFEFF", "").toLowerCase(Locale.ROOT);
  }

  private record Row(Map<String, Integer> columns, CSVRecord row) {
    Optional<String> text(String name) {
      Integer at = columns.get(name);
      return at == null || at >= row.size()
          ? Optional.empty()
          : Optional.of(row.get(at).strip()).filter(one -> !one.isEmpty());
    }

    /** A time with its zone; one without says nothing of when it was. */
    Optional<Long> time(String name) {
      try {
        return text(name).map(one -> OffsetDateTime.parse(one).toInstant().toEpochMilli());
      } catch (DateTimeParseException none) {
        return Optional.empty();
      }
    }
  }

  private static Json item(String source, Row row) {
    Optional<Long> from = row.time("recorded on");
    Optional<Long> uploaded = row.time("uploaded on");
    Json.Builder item =
        Json.object()
            .put("source", source)
            .put("id", row.text("evidence id"))
            .put("device", row.text("device serial").or(() -> row.text("serial number")))
            .put("badge", row.text("badge id"))
            .put("clock", clock(row))
            .put("state", state(row));
    whole(row, "version").or(() -> uploaded).ifPresent(one -> item.put("version", one));
    from.ifPresent(at -> item.put("startAt", at));
    whole(row, "duration")
        .flatMap(seconds -> from.map(at -> at + seconds * SECOND))
        .ifPresent(at -> item.put("endAt", at));
    uploaded.ifPresent(at -> item.put("uploadedAt", at));
    row.time("deletion date").ifPresent(at -> item.put("deleteAt", at));
    row.text("id").ifPresent(event -> item.put("externalIds", Json.texts(List.of(event))));
    return item.build();
  }

  private static Optional<Long> whole(Row row, String name) {
    return row.text(name).filter(one -> one.matches("[0-9]{1,15}")).map(Long::valueOf);
  }

  /** "Recorded On" can be edited by a person, and Axon shows that it was. */
  private static String clock(Row row) {
    return row.text("recorded on edited").filter("yes"::equalsIgnoreCase).isPresent()
        ? "edited"
        : "camera";
  }

  private static String state(Row row) {
    String status = row.text("status").orElse("active").toLowerCase(Locale.ROOT);
    return status.equals("deleted") ? "deleted" : "present";
  }

  /** The day of a time, as the world counts days. */
  static Window day(String day) {
    long from = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return new Window(from, from + 24 * 3_600_000L);
  }
}
