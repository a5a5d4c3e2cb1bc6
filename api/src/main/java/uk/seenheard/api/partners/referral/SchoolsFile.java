package uk.seenheard.api.partners.referral;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Schools as the public register writes them down: a CSV file with the register's names of columns
 * and one of the force's own, the secure mail of whoever leads safeguarding.
 */
final class SchoolsFile {
  private static final long MOST_BYTES = 128L * 1024 * 1024;
  private static final List<String> COLUMNS =
      List.of("URN", "LA (code)", "EstablishmentName", "EstablishmentStatus (name)");
  private static final String MAIL = "SafeguardingMail";

  private SchoolsFile() {}

  /**
   * The schools that are open, in the areas that the force knows.
   *
   * @throws IllegalArgumentException that names the line and the column that cannot be read
   */
  static List<Recipient> load(Path file, Set<String> areas) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException("the schools file is larger than 128 MiB");
    }
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = CSVParser.parse(reader, format)) {
      for (String column : COLUMNS) {
        if (!rows.getHeaderMap().containsKey(column)) {
          throw new IllegalArgumentException("the schools file has no column " + column);
        }
      }
      boolean mails = rows.getHeaderMap().containsKey(MAIL);
      List<Recipient> schools = new ArrayList<>();
      for (CSVRecord row : rows) {
        if (!row.isConsistent()) {
          throw new IllegalArgumentException(
              "the schools file: line " + rows.getCurrentLineNumber() + " has too few columns");
        }
        school(row, mails, areas, rows.getCurrentLineNumber()).ifPresent(schools::add);
      }
      return schools;
    }
  }

  private static Optional<Recipient> school(
      CSVRecord row, boolean mails, Set<String> areas, long line) {
    String urn = row.get("URN").strip();
    String area = row.get("LA (code)").strip();
    if (!urn.matches("[0-9]{6,7}")) {
      throw new IllegalArgumentException(
          "the schools file: line " + line + ": URN is no number of 6 or 7 digits");
    }
    if (!areas.contains(area) || !row.get("EstablishmentStatus (name)").startsWith("Open")) {
      return Optional.empty();
    }
    Optional<String> mail =
        mails ? Optional.of(row.get(MAIL).strip()).filter(one -> !one.isEmpty()) : Optional.empty();
    return Optional.of(
        new Recipient(
            "urn-" + urn,
            "school",
            row.get("EstablishmentName").strip(),
            Optional.of(urn),
            area,
            Optional.empty(),
            mail.isPresent()
                ? List.of(new Recipient.Channel("secure-mail", mail))
                : List.of(new Recipient.Channel("phone", Optional.of("the school's office")))));
  }
}
