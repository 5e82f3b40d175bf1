using System.Text;

namespace TokenModule;

/// <summary>A small API described as SAP describes its own.</summary>
internal static class OpenApiSample
{
    public const string Text = """
        {
          "openapi": "3.0.1",
          "info": { "title": "Books Service" },
          "servers": [ { "url": "https://books.example" } ],
          "paths": {
            "/books/v1/shelves/{shelfId}": {
              "parameters": [ { "name": "shelfId", "in": "path" }, { "name": "language", "in": "query" } ],
              "get": {
                "operationId": "getShelf", "summary": "Get\ta shelf", "description": "Get one.<br/><br/>Required scope: $XSAPPNAME.library.shelf.read.",
                "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Shelf" } } } } }
              },
              "patch": { "responses": { "202": { "description": "Accepted" } } },
              "delete": { "responses": { "202": { "headers": { "Location": {} }, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Shelf" } } } } } }
            },
            "/books/v1/shelves": {
              "get": {
                "parameters": [ { "$ref": "#/components/parameters/Page" }, { "name": "size", "in": "query" }, { "name": "X-Trace", "in": "header" } ],
                "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Shelves" } } } } }
              },
              "post": { "responses": { "202": { "content": { "application/json": { "schema": { "properties": { "id": {} } } } } } } },
              "put": { "responses": { "201": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Shelf" } } } } } }
            },
            "/books/v1/all": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Shelves" } } } } } } },
            "/books/v1/orders": { "post": { "responses": { "202": { "description": "Accepted" } } } }
          },
          "components": {
            "parameters": { "Page": { "name": "page", "in": "query" } },
            "schemas": {
              "Shelf": { "properties": { "state": { "type": "string" } } },
              "Shelves": { "properties": { "value": { "type": "array" } } }
            }
          }
        }
        """;

    public static byte[] Bytes => Encoding.UTF8.GetBytes(Text);
}
