public import Trust

extension Rejection {
    public var json: JSON {
        ["origin": .string(origin), "code": .string(detail ?? code.rawValue), "message": .string(message)]
    }
}
