package uk.seenheard.sync.incident;

import java.util.Locale;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;

/**
 * How high somebody graded the risk of an incident, the gravest last. Not graded is a value of its
 * own: it is neither low nor high, and it is said wherever a grade is said.
 */
public enum RiskGrade {
  /** Nobody has graded the incident. */
  NOT_GRADED,
  /** Standard, or low. */
  STANDARD,
  /** Medium. */
  MEDIUM,
  /** High. */
  HIGH;

  private static final String RISK = "risk";
  private static final String DOMESTIC = "domesticRisk";
  private static final String VICTIM = "victimRisk";
  private static final String CUSTODY = "custodyRisk";
  private static final String GRADE = "grade";

  /**
   * The gravest grade that stands: while officers disagree, the graver answer acts. A graver one of
   * a child or of an adult raises that of the incident; it does not stand in for it.
   */
  public static RiskGrade of(Incident incident) {
    RiskGrade own = NOT_GRADED;
    RiskGrade any = NOT_GRADED;
    for (Field field : incident.record().fields().values()) {
      if (isRisk(field) && !isStruck(incident, field)) {
        RiskGrade given = gravest(field);
        any = graver(any, given);
        if (!field.at().entry().isPresent() && field.at().name().equals(RISK)) {
          own = given;
        }
      }
    }
    return own == NOT_GRADED ? NOT_GRADED : any;
  }

  private static boolean isRisk(Field field) {
    String collection = field.at().entry().map(entry -> entry.collection()).orElse("");
    switch (field.at().name()) {
      case RISK:
      case DOMESTIC:
        return collection.isEmpty();
      case VICTIM:
        return collection.equals(Incident.ADULT);
      case CUSTODY:
      case GRADE:
        return collection.equals(Incident.CHILD);
      default:
        return false;
    }
  }

  private static boolean isStruck(Incident incident, Field field) {
    return field
        .at()
        .entry()
        .flatMap(entry -> Optional.ofNullable(incident.record().entries().get(entry)))
        .filter(Entry::struck)
        .isPresent();
  }

  private static RiskGrade gravest(Field field) {
    RiskGrade gravest = NOT_GRADED;
    for (Answer answer : field.standing()) {
      if (answer.value() instanceof Json.Obj register) {
        gravest = graver(gravest, read(register.text(GRADE).orElse("")));
      }
    }
    return gravest;
  }

  private static RiskGrade graver(RiskGrade one, RiskGrade other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static RiskGrade read(String grade) {
    switch (grade) {
      case "high":
        return HIGH;
      case "medium":
        return MEDIUM;
      case "standard":
      case "low":
        return STANDARD;
      default:
        return NOT_GRADED;
    }
  }

  /** The word for it: {@code not-graded}, {@code standard}, {@code medium}, {@code high}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
