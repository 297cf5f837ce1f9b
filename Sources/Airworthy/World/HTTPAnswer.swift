/// How a question was answered, unjudged.
public struct HTTPAnswer: Sendable {
    public let status: Int
    /// In the order they came, names in lower case.
    public let headers: [(name: String, value: String)]
    /// As it was sent, no coding undone; at most as many bytes as the question allows.
    public let body: [UInt8]
    /// There was more than ``body`` holds.
    public let isCut: Bool

    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [], isCut: Bool = false) {
        self.status = status
        self.headers = headers
        self.body = body
        self.isCut = isCut
    }

    /// Every value of the header of that name, in order.
    public func values(of name: String) -> [String] {
        headers.filter { $0.name == name }.map(\.value)
    }
}
