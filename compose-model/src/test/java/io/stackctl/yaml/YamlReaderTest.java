package io.stackctl.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @Test
    void keys_and_values_know_their_place() {
        YamlReader.Document document = read("a:\n  b: [x, \"y z\"]\n");

        Yaml.Mapping a = (Yaml.Mapping)
                YamlPath.of("a").find(document.root().orElseThrow()).orElseThrow();
        assertThat(a.entry("b").orElseThrow().key().span()).hasToString("f.yml:2:3");
        Yaml item =
                YamlPath.of("a", "b", "1").find(document.root().orElseThrow()).orElseThrow();
        assertThat(item.span()).hasToString("f.yml:2:10");
        assertThat(item.span().endColumn()).isEqualTo(15);
        assertThat(document.problems()).isEmpty();
    }

    @Test
    void columns_count_code_points_and_not_the_byte_order_mark() {
        YamlReader.Document document = read("\uFEFF\"😀\": x\n");

        Yaml value = YamlPath.of("😀").find(document.root().orElseThrow()).orElseThrow();
        assertThat(value.span()).hasToString("f.yml:1:6");
    }

    @Test
    void merged_keys_lie_under_own_keys_whatever_their_order() {
        String text = "base: &b {x: 1, y: 1}\nother: &o {y: 2, z: 2}\nc:\n  y: 3\n  <<: [*b, *o]\n";

        Yaml.Mapping merged = (Yaml.Mapping) YamlPath.of("c").find(root(text)).orElseThrow();

        assertThat(merged.entries().keySet()).containsExactlyInAnyOrder("x", "y", "z");
        assertThat(print(merged, "x")).isEqualTo("1");
        assertThat(print(merged, "y")).isEqualTo("3");
        assertThat(print(merged, "z")).isEqualTo("2");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\na: 2 | DUPLICATE_KEY | 2:1",
                "a: 1\\n<<: {}\\n<<: {} | DUPLICATE_KEY | 3:1",
                "80: x | NON_TEXT_KEY | 1:1",
                "? [a]\\n: x | NON_TEXT_KEY | 1:3",
                "<<: 3 | MERGE | 1:5",
                "a: *nope | ALIAS | 1:4",
                "a: &a [*a] | ALIAS | 1:8",
                "a: .inf | NUMBER | 1:4",
                "a: !!int x | TAG | 1:4",
                "a: b: c | SYNTAX | 1:5",
                "a:\\n\\tb: c | SYNTAX | 2:1",
                "a: @b | SYNTAX | 1:4",
                "a: \\1 | SYNTAX | 1:4",
                "%YAML 1.3\\n---\\na: 1 | SYNTAX | 1:1",
                "a: 1\\n---\\nb: 2 | EXTRA_DOCUMENT | 2:1",
            })
    void a_mistake_has_a_kind_and_a_place(String text, YamlProblem.Kind kind, String place) {
        YamlReader.Document document = read(text.translateEscapes());

        assertThat(document.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(kind))
                .satisfies(problem -> assertThat(problem.span()).hasToString("f.yml:" + place));
    }

    @Test
    void all_mistakes_of_a_well_formed_text_are_reported() {
        assertThat(read("a: 1\na: 2\n3: x\nb: *c\n").problems()).hasSize(3);
    }

    @Test
    void a_tree_of_nine_thousand_levels_is_read() {
        YamlReader.Document document = read("[".repeat(9_990) + "]".repeat(9_990));

        assertThat(document.problems()).isEmpty();
        assertThat(document.root()).isPresent();
    }

    @Test
    void a_tree_deeper_than_ten_thousand_levels_is_refused() {
        assertThat(read("[".repeat(10_010) + "]".repeat(10_010)).problems())
                .extracting(YamlProblem::kind)
                .containsExactly(YamlProblem.Kind.DEPTH);
    }

    @Test
    void a_bomb_of_aliases_is_refused_and_many_small_aliases_are_not() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        IntStream.range(1, 9)
                .forEach(i -> bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n"));
        StringBuilder many = new StringBuilder("base: &b {a: 1, b: 2}\n");
        IntStream.range(0, 2_000).forEach(i -> many.append("k" + i + ": *b\n"));

        assertThat(read(bomb.toString()).problems())
                .extracting(YamlProblem::kind)
                .containsExactly(YamlProblem.Kind.EXPANSION);
        assertThat(read(many.toString()).problems()).isEmpty();
    }

    @Test
    void a_byte_that_is_no_text_has_a_place() {
        byte[] latin = "a: b\nc: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        YamlReader.Document document = YamlReader.read(0, "f.yml", latin);

        assertThat(document.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(YamlProblem.Kind.ENCODING))
                .satisfies(problem -> assertThat(problem.span()).hasToString("f.yml:2:7"));
    }

    @Test
    void utf_16_with_a_mark_and_all_line_breaks_are_read() {
        byte[] utf16 = "\uFEFFa: x\r\nb: y\rc: z".getBytes(StandardCharsets.UTF_16LE);

        YamlReader.Document document = YamlReader.read(0, "f.yml", utf16);

        Yaml.Mapping root = (Yaml.Mapping) document.root().orElseThrow();
        assertThat(root.entries().keySet()).containsExactly("a", "b", "c");
        assertThat(root.entry("c").orElseThrow().key().span()).hasToString("f.yml:3:1");
    }

    @Test
    void characters_that_break_lines_in_older_versions_of_yaml_are_text() {
        Yaml.Mapping root = (Yaml.Mapping) root("a: x\u0085y\nb: 'x\u2028y\u2029z'");

        assertThat(print(root, "a")).isEqualTo("x\u0085y");
        assertThat(print(root, "b")).isEqualTo("x\u2028y\u2029z");
    }

    @Test
    void more_keys_and_values_than_memory_allows_are_refused_where_they_begin_to_be_too_many() {
        assertThat(read("[" + "a,".repeat(Limits.NODES - 1) + "]").problems()).isEmpty();
        assertThat(read("[" + "a,".repeat(Limits.NODES) + "]").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(YamlProblem.Kind.EXPANSION))
                .satisfies(problem -> assertThat(problem.span().column()).isEqualTo(2 * Limits.NODES));
    }

    @Test
    void the_text_form_of_a_tree_shows_no_values() {
        assertThat(root("a: hunter2").toString()).doesNotContain("hunter2");
    }

    private static String print(Yaml.Mapping mapping, String key) {
        return ((Yaml.Scalar) mapping.get(key).orElseThrow()).value().print();
    }

    private static Yaml root(String text) {
        return read(text).root().orElseThrow();
    }

    private static YamlReader.Document read(String text) {
        return YamlReader.read(0, "f.yml", text.getBytes(StandardCharsets.UTF_8));
    }
}
