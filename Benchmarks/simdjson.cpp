// The limit of what reading a JSON document costs: parsed by simdjson, its components counted, nothing held against
// anything. Tools/peers builds it for the benchmarks.

#include <cstdio>
#include <simdjson.h>

int main(int count, char **arguments) {
    if (count != 2) return 2;
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    simdjson::dom::array components;
    if (parser.load(arguments[1]).get(document) || document["components"].get(components)) return 1;
    std::printf("%zu\n", components.size());
}
