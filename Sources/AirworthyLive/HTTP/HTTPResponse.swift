/// How a request was answered. The body of a success went to the sink; of anything else the beginning is kept here.
struct HTTPResponse: Sendable {
    let status: Int
    /// In the order they came, names in lower case.
    let headers: [(name: String, value: String)]
    /// The address that answered, after redirects.
    let url: HTTPURL
    /// Of a response that is not a success: a few KiB, for messages.
    let remark: [UInt8]

    /// The first header of that name.
    subscript(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// `Content-Type` without its parameters, in lower case.
    var mediaType: String? {
        self["content-type"].flatMap { $0.split(separator: ";").first }.map {
            String($0).trimmed.lowercased()
        }
    }
}

extension String {
    /// Without the spaces and tabs HTTP allows round a value (RFC 9110 §5.5).
    var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
