package io.stackctl.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.template.Value;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final Layout STACKS = Layout.of(
            "{{.Name}}\t{{.Services}}",
            "{{.Name}}",
            "name: {{.Name}}\nservices: {{.Services}}\n",
            "Name",
            "NAME",
            "Services",
            "SERVICES");
    private static final List<Value.Struct> ROWS = List.of(row("demo", "3"), row("shop", "12"));

    private static Value.Struct row(String name, String services) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Name", Value.of(name));
        fields.put("Services", Value.of(services));
        fields.put("Label", new Value.Method(label -> Value.of(label + "!")));
        return new Value.Struct(fields);
    }

    private static String printed(String format, boolean quiet) {
        return new Listing(STACKS, Output.ofFormat(format), quiet).print(ROWS);
    }

    @Test
    void theDefaultIsATable() {
        assertThat(printed("", false)).isEqualTo("NAME      SERVICES\ndemo      3\nshop      12\n");
        assertThat(printed("table", false)).isEqualTo(printed("", false));
    }

    @Test
    void aTableOfNothingHasItsHeaders() {
        assertThat(new Listing(STACKS, Output.ofFormat(""), false).print(List.of()))
                .isEqualTo("NAME      SERVICES\n");
    }

    @Test
    void aTableTemplateChoosesColumnsAndUnderstandsEscapes() {
        assertThat(printed("table {{.Services}}\\t{{upper .Name}}", false))
                .isEqualTo("SERVICES   NAME\n3          DEMO\n12         SHOP\n");
        assertThat(printed("table {{.Name}}\t{{.Label \"tier\"}}", false))
                .isEqualTo("NAME      tier\ndemo      tier!\nshop      tier!\n");
    }

    @Test
    void aTemplatePrintsALineForEachRow() {
        assertThat(printed("{{.Name}}={{.Services}}", false)).isEqualTo("demo=3\nshop=12\n");
    }

    @Test
    void quietPrintsIdsButAnExplicitTemplateWins() {
        assertThat(printed("", true)).isEqualTo("demo\nshop\n");
        assertThat(printed("{{.Services}}", true)).isEqualTo("3\n12\n");
        assertThat(printed("raw", true)).isEqualTo("name: demo\nname: shop\n");
    }

    @Test
    void rawPrintsALineForEachField() {
        assertThat(printed("raw", false)).isEqualTo("name: demo\nservices: 3\nname: shop\nservices: 12\n");
    }

    @Test
    void jsonIsOneObjectALineOrOneDocument() {
        assertThat(printed("json", false))
                .isEqualTo("{\"Name\":\"demo\",\"Services\":\"3\"}\n{\"Name\":\"shop\",\"Services\":\"12\"}\n");
        assertThat(new Listing(STACKS, new Output.Json(), false).print(ROWS.subList(0, 1)))
                .isEqualTo("[\n    {\n        \"Name\": \"demo\",\n        \"Services\": \"3\"\n    }\n]\n");
        assertThat(new Listing(STACKS, new Output.Json(), true).print(ROWS))
                .isEqualTo("[\n    \"demo\",\n    \"shop\"\n]\n");
    }

    @Test
    void yamlIsOneDocumentInWhichTextsThatLookLikeNumbersStayTexts() {
        assertThat(new Listing(STACKS, new Output.Yaml(), false).print(ROWS))
                .isEqualTo("- Name: demo\n  Services: \"3\"\n- Name: shop\n  Services: \"12\"\n");
    }
}
