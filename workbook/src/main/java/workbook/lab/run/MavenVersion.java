package workbook.lab.run;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Maven, as {@code mvn -v} tells it; without the workbook's other code, for doctor.
 */
public record MavenVersion(Version version) {

  private static final Pattern SAID = Pattern.compile("Apache Maven (\\d+\\.\\d+\\.\\d+)");
  private static final Version LEAST = Version.parse("3.8.7");

  /** The version in what {@code mvn -v} printed. */
  public static Optional<MavenVersion> in(String said) {
    Matcher found = SAID.matcher(said);
    return found.find()
        ? Optional.of(new MavenVersion(Version.parse(found.group(1))))
        : Optional.empty();
  }

  /** Whether it is 3.8.7 or newer. */
  public boolean isNewEnough() {
    return version.compareTo(LEAST) >= 0;
  }
}
