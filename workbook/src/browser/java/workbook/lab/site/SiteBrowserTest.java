package workbook.lab.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.book.Folders;
import workbook.lab.up.Windows;

/** The site of this workbook in a real browser, from files, as a student opens it. */
class SiteBrowserTest {

  private static final int PHONE = 400;
  private static final int HEIGHT = 800;

  /** What WCAG 2.2 asks of text (1.4.3). */
  private static final double LEAST_CONTRAST = 4.5;

  private static final String LESSON = "01-manual-connect/index.html";

  /** The contrast of an element's text with what is behind it, by WCAG's formula. */
  private static final String CONTRAST =
      """
      element => {
        const parse = text => text.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => {
          const [x, y, z] = [r, g, b].map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * x + 0.7152 * y + 0.0722 * z;
        };
        let behind = element;
        while (parse(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
        const a = light(parse(getComputedStyle(element).color));
        const b = light(parse(getComputedStyle(behind).backgroundColor));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      }
      """;

  @TempDir private static Path temp;

  private static Windows windows;
  private static Path site;

  @BeforeAll
  static void make() throws Exception {
    Optional<Path> chromium = Windows.find();
    assumeTrue(chromium.isPresent(), "no Chromium on the PATH: apt install chromium");
    site = Site.write(Book.here(), temp.resolve("a site")).getParent();
    windows = new Windows(chromium.get());
  }

  @AfterAll
  static void end() {
    if (windows != null) windows.close();
  }

  @AfterEach
  void nothingWentWrong() {
    assertThat(windows.takeErrors()).isEmpty();
  }

  private static List<String> pages() {
    return Folders.files(site, _ -> false).stream()
        .map(file -> site.relativize(file).toString())
        .filter(name -> name.endsWith(".html"))
        .toList();
  }

  private static Page open(String path, int width, ColorScheme colours) {
    Page page =
        windows.open(options -> options.setViewportSize(width, HEIGHT).setColorScheme(colours));
    page.navigate(site.resolve(path).toUri().toString());
    return page;
  }

  /** For a person who wants to look: with this property each page is kept as a picture. */
  private static void picture(Page page, String name) {
    String folder = System.getProperty("workbook.pictures");
    if (folder == null) return;
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
  }

  @Test
  @DisplayName("on a phone no page is wider than the screen")
  void fitsAPhone() {
    Page page = open("index.html", PHONE, ColorScheme.LIGHT);
    for (String path : pages()) {
      page.navigate(site.resolve(path).toUri().toString());
      picture(page, "phone-" + path.replace('/', '-'));
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(PHONE);
    }
    page.context().close();
  }

  @Test
  @DisplayName("text can be read in the light and in the dark")
  void contrast() {
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = open(LESSON, 1100, colours);
      picture(page, "lesson-" + colours);
      for (String what :
          List.of(
              "main p", "main a", "pre.transcript .n0", "pre.transcript .n1", "summary", "td")) {
        Locator first = page.locator(what).first();
        assertThat((Double) first.evaluate(CONTRAST))
            .as("%s in the %s", what, colours)
            .isGreaterThanOrEqualTo(LEAST_CONTRAST);
      }
      page.context().close();
    }
  }

  @Test
  @DisplayName("hints and answers are folded until somebody asks")
  void folded() {
    Page page = open(LESSON, 1100, ColorScheme.LIGHT);
    Locator hint = page.locator("details.hint").first();
    assertThat(hint.locator("p").first()).isHidden();
    hint.locator("summary").click();
    assertThat(hint.locator("p").first()).isVisible();
    assertThat(page.locator("details.hint").nth(1).locator("p").first()).isHidden();
    assertThat(page.locator("details.answer").first().locator("p").first()).isHidden();
    page.context().close();
  }

  @Test
  @DisplayName("the search finds a section and leads to it, without a web server")
  void search() {
    Page page = open("02-remote-genserver/index.html", PHONE, ColorScheme.DARK);
    page.locator("#search").pressSequentially("handsh");
    Locator first = page.locator("#found a").first();
    assertThat(first).containsText("The handshake");
    picture(page, "search");
    first.click();
    assertThat(page).hasURL(Pattern.compile(".*/01-manual-connect/index\\.html#.*"));
    page.locator("#search").fill("xyzzyx");
    assertThat(page.locator("#found")).hasText("Nothing found.");
    page.context().close();
  }
}
