import CYAML
import Trust

/// The events of one YAML stream, as libyaml reads them.
struct YAMLEvents: ~Copyable {
    private let name: String
    /// Where libyaml points into: neither moves.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// - Parameter name: how messages call the file.
    init(_ bytes: [UInt8], name: String) {
        self.name = name
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else { preconditionFailure("libyaml has no memory for a parser") }
        input = .allocate(capacity: bytes.count)
        _ = input.initialize(fromContentsOf: bytes)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// - Throws: `yaml-syntax`. After that, and after the end of the stream, nothing more is to be asked.
    func next() throws(InputError) -> YAMLEvent {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw refusal }
            defer { yaml_event_delete(&event) }
            try refuseTag(of: event)
            let kind: YAMLEvent.Kind
            var anchor: UnsafeMutablePointer<UInt8>?
            switch event.type {
            case YAML_DOCUMENT_START_EVENT: kind = .document
            case YAML_DOCUMENT_END_EVENT: kind = .endOfDocument
            case YAML_STREAM_END_EVENT, YAML_NO_EVENT: kind = .endOfStream
            case YAML_ALIAS_EVENT: kind = .alias(of: Self.text(event.data.alias.anchor))
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                anchor = scalar.anchor
                let text = UnsafeBufferPointer<UInt8>(start: scalar.value, count: scalar.length)
                guard !CombiningMarks.areTooMany(in: text) else {
                    throw InputError(
                        "yaml-syntax", "a letter with more than \(CombiningMarks.maximum) combining marks",
                        at: place(of: event),
                        remedy: "correct the text at this place")
                }
                kind = .scalar(
                    String(decoding: text, as: UTF8.self), plain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
            case YAML_SEQUENCE_START_EVENT:
                anchor = event.data.sequence_start.anchor
                kind = .sequence
            case YAML_SEQUENCE_END_EVENT: kind = .endOfSequence
            case YAML_MAPPING_START_EVENT:
                anchor = event.data.mapping_start.anchor
                kind = .mapping
            case YAML_MAPPING_END_EVENT: kind = .endOfMapping
            default: continue  // the start of the stream
            }
            return YAMLEvent(
                kind: kind, anchor: anchor.map { Self.text($0) }, line: event.start_mark.line + 1,
                column: event.start_mark.column + 1)
        }
    }

    /// A tag would change what a value is, `!!str 5`, or what is made of it, `!Ref x`, and nobody here would obey.
    private func refuseTag(of event: yaml_event_t) throws(InputError) {
        let tag =
            switch event.type {
            case YAML_SCALAR_EVENT: event.data.scalar.tag
            case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.tag
            case YAML_MAPPING_START_EVENT: event.data.mapping_start.tag
            default: UnsafeMutablePointer<UInt8>?.none
            }
        guard let tag else { return }
        throw InputError(
            "yaml-tag", "the tag `\(Self.text(tag))` is not obeyed here",
            at: place(of: event),
            remedy: "write the value without a tag; quote it where it is a text")
    }

    private func place(of event: yaml_event_t) -> Location {
        .file(name, line: event.start_mark.line + 1, column: event.start_mark.column + 1)
    }

    private var refusal: InputError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the parser has no memory left"
        let mark = parser.pointee.problem_mark
        // What the reader refuses, a control character say, it gives no place of.
        let location: Location =
            parser.pointee.error == YAML_READER_ERROR
            ? .path(name) : .file(name, line: mark.line + 1, column: mark.column + 1)
        return InputError("yaml-syntax", problem, at: location, remedy: "correct the YAML at this place")
    }

    private static func text(_ characters: UnsafeMutablePointer<UInt8>?) -> String {
        characters.map { String(cString: UnsafePointer($0)) } ?? ""
    }
}
