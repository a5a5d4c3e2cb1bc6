package uk.seenheard.sync.prompt;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.reading.Days;

/**
 * How old a person was on the day of the incident: {@code age} in years, {@code months}, and {@code
 * schoolStage}: {@code under} school age, {@code school} (from reception to 17) or {@code over}.
 */
final class Ages {
  private static final int RECEPTION_AGE = 4;
  private static final int ADULT = 18;

  private Ages() {}

  static @Nullable Json of(SubjectFacts person, String name) {
    long today = person.record.day;
    OptionalLong born = born(person);
    if (born.isPresent()) {
      long months = Days.months(born.getAsLong(), today);
      switch (name) {
        case "age":
          return Json.of(months / 12);
        case "months":
          return Json.of(months);
        default:
          return Json.of(stage(months / 12, today >= reception(born.getAsLong())));
      }
    }
    OptionalLong estimated = estimated(person);
    if (!estimated.isPresent()) {
      return null;
    }
    long years = estimated.getAsLong();
    switch (name) {
      case "age":
        return Json.of(years);
      case "months":
        return Json.of(years * 12);
      default:
        return Json.of(stage(years, years >= RECEPTION_AGE));
    }
  }

  /** The same as one value, or empty when nobody knows. */
  static Optional<Age> of(SubjectFacts person) {
    return of(person, "months") instanceof Json.Num months
        ? Optional.of(new Age(months.value().longValueExact(), !born(person).isPresent()))
        : Optional.empty();
  }

  /** The day of birth: a full day of the calendar that does not lie ahead. */
  private static OptionalLong born(SubjectFacts person) {
    OptionalLong born =
        person.at("dob") instanceof Json.Text text
            ? Days.parse(text.value())
            : OptionalLong.empty();
    return born.isPresent() && born.getAsLong() <= person.record.day ? born : OptionalLong.empty();
  }

  private static OptionalLong estimated(SubjectFacts person) {
    if (person.at("estimatedAge") instanceof Json.Num number && number.whole().isPresent()) {
      long years = number.value().longValueExact();
      return years >= 0 && years <= 150 ? OptionalLong.of(years) : OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private static String stage(long years, boolean atSchool) {
    return years >= ADULT ? "over" : atSchool ? "school" : "under";
  }

  /** The 1 September that follows the fourth birthday: a birthday on that day waits a year. */
  private static long reception(long born) {
    Days.Civil birth = Days.civil(born);
    long year = birth.year() + RECEPTION_AGE + (birth.month() >= 9 ? 1 : 0);
    return Days.of(year, 9, 1);
  }
}
