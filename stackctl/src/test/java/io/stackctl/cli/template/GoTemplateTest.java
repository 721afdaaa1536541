package io.stackctl.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTemplateTest {
    private static final Value ROW = row();

    private static Value row() {
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        fields.put("Name", Value.of("demo_web"));
        fields.put("Empty", Value.of(""));
        fields.put("Count", Value.of(3));
        fields.put("Ratio", new Value.Decimal(0.5));
        fields.put("On", Value.of(true));
        fields.put("Tags", Value.of(List.of("a", "b", "c")));
        fields.put("Labels", Value.of(new TreeMap<>(Map.of("tier", "front", "zone", "<1>"))));
        var inner = new LinkedHashMap<String, Value>();
        inner.put("Driver", Value.of("json"));
        fields.put("Spec", new Value.Struct(inner));
        fields.put("Label", new Value.Method(name -> Value.of(name.equals("tier") ? "front" : "")));
        fields.put("Gone", Value.nothing());
        return new Value.Struct(fields);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '!',
            value = {
                "{{.Name}} ~ demo_web",
                "a{{.Name}}b ~ ademo_webb",
                "{{ .Count }}/{{.Ratio}}/{{.On}} ~ 3/0.5/true",
                "{{.Tags}} {{.Labels}} {{.Spec}} ~ [a b c] map[tier:front zone:<1>] {json}",
                "{{.Spec.Driver}} ~ json",
                "{{.Labels.tier}} {{.Labels.none}} ~ front <no value>",
                "{{.Gone}} {{.Gone.Deep}} ~ <no value> <no value>",
                "{{json .Labels}} ~ {\"tier\":\"front\",\"zone\":\"<1>\"}",
                "{{json .Tags}}{{json .Gone}} ~ [\"a\",\"b\",\"c\"]null",
                "{{.Label \"tier\"}} ~ front",
                "{{if .Empty}}yes{{else}}no{{end}} ~ no",
                "{{if .Empty}}1{{else if eq .Count 3}}2{{else}}3{{end}} ~ 2",
                "{{if and .On (gt .Count 2)}}big{{end}} ~ big",
                "{{if or .Empty .Gone}}x{{else}}none{{end}} ~ none",
                "{{if not .Empty}}full{{end}} ~ full",
                "{{with .Spec}}{{.Driver}}{{$.Name}}{{end}} ~ jsondemo_web",
                "{{with .Gone}}x{{else}}nothing{{end}} ~ nothing",
                "{{range .Tags}}<{{.}}>{{end}} ~ <a><b><c>",
                "{{range $i, $t := .Tags}}{{if $i}},{{end}}{{$t}}{{end}} ~ a,b,c",
                "{{range $k, $v := .Labels}}{{$k}}={{$v}};{{end}} ~ tier=front;zone=<1>;",
                "{{range .Gone}}x{{else}}empty{{end}} ~ empty",
                "{{range .Tags}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}} ~ ac",
                "{{range .Tags}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}} ~ a",
                "{{$x := .Name}}{{$x = \"new\"}}{{$x}} ~ new",
                "{{.Name | upper | printf \"%s!\"}} ~ DEMO_WEB!",
                "{{upper .Name}} {{lower \"ABC\"}} {{title \"abc\"}} ~ DEMO_WEB abc Abc",
                "{{join .Tags \"+\"}} {{split \"x:y\" \":\"}} ~ a+b+c [x y]",
                "{{truncate .Name 4}}|{{truncate .Name 99}} ~ demo|demo_web",
                "{{pad .Name 1 2}}| ~ ! demo_web  |!",
                "{{len .Name}} {{len .Tags}} {{index .Tags 1}} {{index .Labels \"tier\"}} ~ 8 3 b front",
                "{{slice .Name 0 4}} {{slice .Tags 1}} ~ demo [b c]",
                "{{printf \"%5d|%-4s|%q|%v\" .Count \"ab\" \"x\\ty\" .On}} ~ !    3|ab  |\"x\\ty\"|true!",
                "{{printf \"%.2f %% %x\" .Ratio 255}} ~ 0.50 % ff",
                "{{print \"a\" 1 2 \"b\"}} ~ a1 2b",
                "{{eq .Name \"x\" \"demo_web\"}} {{ne .Count 3}} {{le 1 2}} ~ true false true",
                "{{(index .Tags 0) | printf \"%s%s\" \"z\"}} ~ za",
                "a  {{- .Count -}}  b ~ a3b",
                "x{{/* a comment */}}y ~ xy",
                "{{`raw \\n`}} {{\"A\\u0042\"}} {{'a'}} ~ raw \\n AB 97",
            })
    void aTemplatePrintsWhatGoPrints(String template, String expected) {
        assertThat(GoTemplate.parse(template).apply(ROW)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '!',
            value = {
                "{{.Name ~ unclosed action",
                "{{if .Name}} ~ unexpected EOF",
                "{{end}} ~ unexpected {{end}}",
                "{{foo .Name}} ~ function \"foo\" not defined",
                "{{}} ~ missing value for command",
                "{{\"open}} ~ unterminated quoted string",
                "{{.Name | }} ~ missing value for command",
                "{{break}} ~ {{break}} outside {{range}}",
                "{{define \"x\"}}{{end}} ~ {{define}} is not supported in --format",
                "{{if .A}}{{else}}{{else}}{{end}} ~ expected end; found {{else}}",
                "{{(.A}} ~ unexpected \"\" in parenthesized pipeline",
                "{{''}} ~ malformed character constant",
                "{{1x}} ~ bad number syntax",
            })
    void aTextThatIsNoTemplateIsRefusedWithTheReason(String template, String reason) {
        assertThatThrownBy(() -> GoTemplate.parse(template))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("template parsing error: template: :1: ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "{{.Nam}} ~ can't evaluate field Nam; there are .Name, .Empty",
                "{{.Name.Deeper}} ~ can't evaluate field Deeper in demo_web",
                "{{index .Tags 7}} ~ index out of range: 7",
                "{{eq .Name 1}} ~ incompatible types for comparison",
                "{{range .Name}}{{end}} ~ range can't iterate over demo_web",
                "{{upper .Count}} ~ expected string",
                "{{upper}} ~ wrong number of args for upper",
                "{{$x}} ~ undefined variable",
                "{{.Name .Count}} ~ can't give argument to non-function",
            })
    void aTemplateThatAsksForTheImpossibleSaysWhat(String template, String reason) {
        assertThatThrownBy(() -> GoTemplate.parse(template).apply(ROW))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void jsonKeepsTheOrderOfFieldsAndLeavesMethodsOut() {
        assertThat(Json.compact(ROW))
                .isEqualTo("{\"Name\":\"demo_web\",\"Empty\":\"\",\"Count\":3,\"Ratio\":0.5,\"On\":true,"
                        + "\"Tags\":[\"a\",\"b\",\"c\"],\"Labels\":{\"tier\":\"front\",\"zone\":\"<1>\"},"
                        + "\"Spec\":{\"Driver\":\"json\"},\"Gone\":null}");
    }

    @Test
    void indentedJsonLooksAsDockerInspectPrintsIt() {
        assertThat(Json.indented(new Value.Items(List.of(Value.of(Map.of("Name", "a\"b\n"))))))
                .isEqualTo("""
                        [
                            {
                                "Name": "a\\"b\\n"
                            }
                        ]""");
        assertThat(Json.indented(new Value.Items(List.of()))).isEqualTo("[]");
    }

    @Test
    void headersKeepTheirLettersInEveryFunction() {
        var headers = new LinkedHashMap<String, Value>();
        headers.put("Name", Value.of("NAME"));
        assertThat(GoTemplate.parse("{{lower .Name}} {{json .Name}} {{truncate .Name 2}}")
                        .applyToHeaders(new Value.Struct(headers)))
                .isEqualTo("NAME NAME NAME");
    }
}
