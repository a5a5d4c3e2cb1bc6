package uk.seenheard.handset;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the handset may know. */
@AnalyzeClasses(
    packages = "uk.seenheard.handset",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HandsetArchitectureTest {
  private static final Set<String> PATTERNS =
      Set.of("split", "matches", "replaceAll", "replaceFirst", "format", "formatted");

  @ArchTest
  static final ArchRule KNOWS_ONLY_SYNC =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "uk.seenheard.handset..",
              "uk.seenheard.sync..",
              "java..",
              "javax.crypto..",
              "org.jspecify..",
              "com.fasterxml.jackson.core..",
              "okhttp3..",
              "okio..",
              "kotlin..",
              "org.sqlite..",
              "picocli..");

  @ArchTest
  static final ArchRule SQL_STAYS_IN_THE_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..handset.jvm.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule HTTP_STAYS_IN_TRANSPORT =
      noClasses()
          .that()
          .resideOutsideOfPackage("..handset.jvm.transport..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "okio..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..handset.jvm.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..handset.jvm.cli..", "picocli..");

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NO_PLATFORM =
      noClasses()
          .that()
          .resideInAPackage("..handset.core..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..handset.jvm..");

  /**
   * What a browser has not got, or has otherwise: files, sockets, providers of cryptography, time
   * zones, threads, character sets (the bytes of a text are {@code sync}'s, which are alike
   * everywhere).
   */
  @ArchTest
  static final ArchRule THE_CORE_NEEDS_NO_PLATFORM =
      noClasses()
          .that()
          .resideInAPackage("..handset.core..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..",
                      "java.net..",
                      "java.nio..",
                      "java.security..",
                      "javax..",
                      "java.sql..",
                      "java.time..",
                      "java.text..",
                      "java.lang.reflect..",
                      "java.util.concurrent..",
                      "java.util.zip..",
                      "com.fasterxml..",
                      "okhttp3..",
                      "okio..",
                      "kotlin..",
                      "org.sqlite..",
                      "picocli..")
                  .and(not(resideInAnyPackage("java.util.concurrent.atomic..")))
                  .and(not(belongToAnyOf(ConcurrentMap.class, ConcurrentHashMap.class)))
                  .or(belongToAnyOf(Thread.class, Random.class, java.util.TimeZone.class)));

  /** In a browser the library's patterns are a seventh of all that an officer's phone loads. */
  @ArchTest
  static final ArchRule THE_CORE_MATCHES_NO_PATTERN =
      noClasses()
          .that()
          .resideInAPackage("..handset.core..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..")
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "matches or formats a text by a pattern",
                  (JavaMethodCall call) ->
                      call.getTargetOwner().isEquivalentTo(String.class)
                          && PATTERNS.contains(call.getName())));

  @ArchTest
  static final ArchRule ROOMS_OF_THE_CORE_FORM_NO_CIRCLE =
      slices().matching("uk.seenheard.handset.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ROOMS_OF_THE_PLATFORM_FORM_NO_CIRCLE =
      slices().matching("uk.seenheard.handset.jvm.(*)..").should().beFreeOfCycles();
}
