{#-
    Printed texts differ in case, punctuation, footnote marks and wrapping. These normal forms are what the rules in the
    seeds are compared with. They lose nothing for good: the printed text stays in its own column.
-#}

{% macro plain_words(text) -%}
    {#- Lower-case words separated by one blank; apostrophes and raised marks vanish, `&` is "and", `>` stays. -#}
    {%- set vanishing = "[''’`´⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]" -%}
    trim({{ replace_pattern(
        "replace(" ~ replace_pattern("lower(" ~ text ~ ")", vanishing, "") ~ ", '&', ' and ')",
        "[^\\p{L}\\p{N}>]+",
        " "
    ) }})
{%- endmacro %}

{% macro member_text(text) -%}
    {#- A label or label path as the name of a member (service line, segment): only footnote marks are dropped. -#}
    {%- set footnote_marks = "\\((?i:notes? *)?[0-9]{1,2}\\)|\\([A-Za-z]\\)|\\*+" -%}
    {#- A single digit glued to the end of a word is a mark too ("All Other1"). -#}
    {{ replace_pattern(plain_words(replace_pattern(text, footnote_marks, " ")), "(\\p{L}{3})[0-9]$", "\\1") }}
{%- endmacro %}

{% macro line_item_text(text) -%}
    {#-
        A label as the name of a line item: without parentheses ("(loss)", "(benefit)", footnote marks) and without the
        tail that describes the amount (", net of allowance ...", "authorized 377,600 shares", a date).
    -#}
    {%- set tail = "[-, ]+net of |, *less |[- ]+less (?:accumulated|allowance|valuation|current) |;"
        ~ "|[-, ]+excluding current |[-, ]*\\bauthorized\\b|[-, ]*\\bpar value\\b|[-, $¥€£]*[0-9]" -%}
    {%- set shortened = plain_words(replace_pattern(
        replace_pattern("lower(" ~ text ~ ")", "\\([^()]*\\)", " "),
        "^(.*?\\p{L}{3}.*?)(?:" ~ tail ~ ").*$",
        "\\1"
    )) -%}
    {#- Whether it is as reported or not is the basis of the fact, not its name. -#}
    {%- set said_by_basis = "^(?:gaap|reported) | (?:as reported|as previously reported|as restated|gaap basis)$" -%}
    {#- A narrow column hyphenates "stock-holders" wherever it stands. -#}
    {{ replace_pattern(
        replace_pattern(shortened, said_by_basis, ""), "\\b(stock|share) (holders?|owners?)\\b", "\\1\\2"
    ) }}
{%- endmacro %}

{% macro header_text(text) -%}
    {#-
        What a column header says besides period, unit, scale and kind of measure; empty where it says only those.
        "Accumulated Deficit Thousands of JPY" -> "accumulated deficit"; "FY2008 JPY millions" -> "".
    -#}
    {%- set months = "january|february|march|april|may|june|july|august|september|october|november|december"
        ~ "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec" -%}
    {%- set period_names = "[0-9]+|fy[0-9]*|[1-4]q[0-9]*|q[1-4]|[12]h[0-9]*"
        ~ "|(?:first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|half)" -%}
    {%- set period_words = "fiscal|years?|yr|quarters?|months?|weeks?|half|ended|ending|interim|full|periods?"
        ~ "|one|two|three|four|six|nine|ten|twelve|thirteen|twenty|thirty|thirtynine|fifty|fiftytwo" -%}
    {%- set unit_words = "thousands?|millions?|billions?|percent|pct"
        ~ "|jpy|yen|japanese|us|u s|usd|eur|gbp|dollars?|euros?" -%}
    {%- set other_words = "yoy|yty|qoq|y y|q q|ytd|qtd|change|increase|decrease|vs|versus|quarterly|trends?"
        ~ "|unaudited|audited|actual|target|notes?|pages?|exhibit" -%}
    {%- set dropped = [months, period_names, period_words, unit_words, other_words] | join("|") -%}
    {#- Words that join others are dropped only where they are left over at an end. -#}
    {%- set joining = "(?:as|of|at|the|in|to|for|and|on)\\b" -%}
    trim({{ replace_pattern(
        replace_pattern(
            replace_pattern(
                plain_words(replace_pattern(
                    replace_pattern("lower(" ~ text ~ ")", "\\([^()]*\\)", " "), "quarter-end", "quarterend"
                )),
                "\\b(?:" ~ dropped ~ ")\\b",
                ""
            ),
            " +",
            " "
        ),
        "^ ?(?:" ~ joining ~ " ?)+|(?:(?:^| )" ~ joining ~ ")+ ?$",
        ""
    ) }})
{%- endmacro %}
