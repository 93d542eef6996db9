package multinode.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void whatAnybodyWroteIsTextAndNoMarkup() {
    assertThat(Html.of("<p title=\"{}\">{}</p>", "\" onclick='x", "<script>&").markup())
        .isEqualTo("<p title=\"&quot; onclick=&#39;x\">&lt;script&gt;&amp;</p>");
  }

  @Test
  void piecesStayAsTheyAre() {
    Html piece = Html.of("<b>{}</b>", "a<b");
    assertThat(Html.of("<p>{}{}</p>", piece, List.of(piece, "<")).markup())
        .isEqualTo("<p><b>a&lt;b</b><b>a&lt;b</b>&lt;</p>");
  }

  @Test
  void controlCharactersDoNotGetThrough() {
    assertThat(Html.of("{}", "a\u0000b\u001bc").markup()).isEqualTo("a\ufffdb\ufffdc");
  }

  @Test
  void addressesAreEncoded() {
    assertThat(Html.url("/server", "name", "room a&b=<c>", "x", "1"))
        .isEqualTo("/server?name=room+a%26b%3D%3Cc%3E&x=1");
  }

  @Test
  void differentNamesHaveDifferentIds() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(Html.id("server", "room Aa")).isNotEqualTo(Html.id("server", "room BB"));
    assertThat(Html.id("server", "room Aa")).isEqualTo(Html.id("server", "room Aa"));
    assertThat(Html.id("server", "é \"<{}>")).matches("server-[0-9a-f]+");
  }

  @Test
  void holesAndValuesHaveToBeAsMany() {
    assertThatThrownBy(() -> Html.of("{}{}", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Html.of("{}", 1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
